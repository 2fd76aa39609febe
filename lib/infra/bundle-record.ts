import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";

interface Recorded {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly hash: string;
}

/** Remembers what bundles were made of, so that unchanged ones are not made again: that takes seconds. */
export class BundleRecord {
  readonly #file: string;
  readonly #settings: unknown;

  constructor(file: string, settings: unknown) {
    this.#file = file;
    this.#settings = settings;
  }

  isCurrent(): boolean {
    try {
      const { inputs, outputs, hash } = JSON.parse(readFileSync(this.#file, "utf8")) as Recorded;
      return outputs.every((output) => existsSync(output)) && this.#hashOf(inputs) === hash;
    } catch {
      return false; // There is no record, it is broken, or an input is gone.
    }
  }

  /** Records a build that began at `since` (epoch milliseconds), unless an input has changed since. */
  write(inputs: readonly string[], outputs: readonly string[], since: number): void {
    if (inputs.some((input) => statSync(input).mtimeMs >= since)) return;
    const recorded: Recorded = { inputs, outputs, hash: this.#hashOf(inputs) };
    writeFileSync(this.#file, JSON.stringify(recorded));
  }

  #hashOf(inputs: readonly string[]): string {
    const hash = createHash("sha256").update(JSON.stringify([this.#settings, inputs]));
    for (const input of inputs) hash.update(readFileSync(input));
    return hash.digest("hex");
  }
}
