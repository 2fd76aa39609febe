import { spawn } from "node:child_process";
import { once } from "node:events";

interface Ended {
  readonly code: number;
  readonly out: string;
}

interface Options {
  /** Whether what it prints is shown at once; else only when it fails. */
  readonly isShown?: boolean;
  readonly cwd?: string;
}

/** Runs a file on this Node, in the environment of this process. */
export async function ended(args: readonly string[], { isShown = false, cwd }: Options = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ["ignore", isShown ? "inherit" : "pipe", isShown ? "inherit" : "pipe"],
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (text: Buffer) => (out += text.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? -1, out };
}

/** Runs one that must succeed. @returns what it printed */
export async function node(args: readonly string[], options: Options = {}): Promise<string> {
  const { code, out } = await ended(args, options);
  if (code !== 0) throw new Error(`${args.join(" ")} has ended with ${code}.\n${out}`);
  return out;
}
