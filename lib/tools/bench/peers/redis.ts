import { scratchFolder } from "../scratch.ts";
import { type Running, find, freePort, runProgram, startProgram } from "./programs.ts";

interface Redis extends Running {
  readonly port: number;
  readonly version: string;
}

export async function startRedis(): Promise<Redis> {
  const program = find("redis-server");
  const port = await freePort();
  const where = ["--port", String(port), "--bind", "127.0.0.1", "--dir", scratchFolder("peer-redis")];
  const command = [program, ...where, "--save", "", "--appendonly", "no"];
  const running = await startProgram(command, {}, (said) => said.includes("eady to accept"));
  const [, number = "?"] = /v=([\d.]+)/.exec(runProgram([program, "--version"])) ?? [];
  return { ...running, port, version: `Redis ${number}` };
}
