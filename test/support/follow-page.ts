import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

interface Followed {
  readonly url: string;
  /** Where the page's own web page is built. */
  readonly folder: string;
  /** Names on the page, and unique ones in their place. */
  readonly names?: Readonly<Record<string, string>>;
}

/**
 * Runs the commands of a page of docs, except those that do not end, on the service at `url`. @returns their
 * output
 */
export function followPage(file: string, { url, folder, names = {} }: Followed): string {
  const blocks = [...readFileSync(file, "utf8").matchAll(/```sh\n([^]*?)```/g)];
  let lines = blocks
    .map(([, text]) => text)
    .join("\n")
    .replaceAll("http://127.0.0.1:3000", url)
    .replaceAll(/\bmy-\w+\//g, `${folder}/`);
  for (const [name, other] of Object.entries(names))
    lines = lines.replaceAll(`user:${name}`, `user:${other}`).replaceAll(`users/${name}`, `users/${other}`);
  return execFileSync("bash", ["-euo", "pipefail", "-c", lines], { encoding: "utf8", stdio: "pipe" });
}

/** The JSON answers in an output. */
export const answersIn = <T>(printed: string): T[] =>
  printed
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as T);
