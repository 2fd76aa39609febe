import { vi } from "vitest";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const COMMANDS = {
  import: () => import("../../bin/import.ts"),
  keys: () => import("../../bin/keys.ts"),
  mend: () => import("../../bin/mend.ts"),
  spread: () => import("../../bin/spread.ts"),
};

class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/** Runs a command in this process: a new one takes many times as long. One at a time. */
export async function runHere(name: keyof typeof COMMANDS, args: readonly string[]): Promise<Ran> {
  const { argv } = process;
  const [out, err]: [string[], string[]] = [[], []];
  const spies = [
    vi.spyOn(console, "log").mockImplementation((text: string) => void out.push(`${text}\n`)),
    vi.spyOn(console, "error").mockImplementation((text: string) => void err.push(`${text}\n`)),
    vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Exit(Number(code));
    }),
  ];
  process.argv = [process.execPath, `bin/${name}.ts`, ...args];
  vi.resetModules();
  try {
    await COMMANDS[name]();
    return { code: 0, out: out.join(""), err: err.join("") };
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    return { code: error.code, out: out.join(""), err: err.join("") };
  } finally {
    process.argv = argv;
    for (const spy of spies) spy.mockRestore();
  }
}
