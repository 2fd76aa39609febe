import { chownSync } from "node:fs";
import { join } from "node:path";
import { scratchFolder } from "../scratch.ts";
import { type Running, Missing, find, freePort, runProgram, startProgram } from "./programs.ts";

const FOLDERS = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"];

interface Postgres extends Running {
  readonly port: number;
  readonly version: string;
}

export async function startPostgres(): Promise<Postgres> {
  const [postgres, initdb] = [find("postgres", ...FOLDERS), find("initdb", ...FOLDERS)];
  const folder = scratchFolder("peer-postgres");
  const options = { cwd: folder, ...asAnother(folder) };
  const data = join(folder, "data");
  runProgram([initdb, "-D", data, "-U", "peers", "-A", "trust", "-E", "UTF8", "--no-sync"], options);
  const port = await freePort();
  const command = [postgres, "-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
  const running = await startProgram(command, options, (said) => said.includes("ready to accept"));
  const [, number = "?"] = /(\d+\.\d+)/.exec(runProgram([postgres, "--version"])) ?? [];
  return { ...running, port, version: `PostgreSQL ${number}` };
}

/** It refuses to run as root; its package has made a user for it. */
function asAnother(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (kind: string) => {
    try {
      return Number(runProgram(["id", kind, "postgres"]));
    } catch (error) {
      throw new Missing("needs the user postgres, because PostgreSQL does not run as root", { cause: error });
    }
  };
  const [uid, gid] = [idOf("-u"), idOf("-g")];
  chownSync(folder, uid, gid);
  return { uid, gid };
}
