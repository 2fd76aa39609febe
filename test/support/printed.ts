import { vi } from "vitest";

/** The JSON lines that functions print during `work`: log lines and metrics. */
export async function printed(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const text: string[] = [];
  const take = (chunk: unknown) => {
    text.push(String(chunk));
    return true;
  };
  const spies = [process.stdout, process.stderr].map((out) =>
    vi.spyOn(out, "write").mockImplementation(take),
  );
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  const lines = text.join("").split("\n");
  return lines
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
