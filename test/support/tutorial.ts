import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Runs every command of the tutorial that ends, on the service at `url`, with its page in `folder`. */
export function followTutorial(url: string, folder: string): string {
  const blocks = [...readFileSync("docs/tutorial.md", "utf8").matchAll(/```sh\n([^]*?)```/g)];
  const lines = blocks
    .map(([, text]) => text)
    .join("\n")
    .replace("http://127.0.0.1:3000", url)
    .replaceAll("my-page/", `${folder}/`);
  return execFileSync("bash", ["-euo", "pipefail", "-c", lines], { encoding: "utf8", stdio: "pipe" });
}
