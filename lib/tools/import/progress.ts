import { ProgressLine } from "../commands/progress-line.ts";

interface Standing {
  readonly done: number;
  readonly before: number;
  readonly read: number;
  readonly size: number | undefined;
  readonly elapsed: number;
}

/** ` 42 %  12300 done  512/s  0:42 left`. */
export function describe({ done, before, read, size, elapsed }: Standing): string {
  const rate = Math.round(((done - before) * 1000) / Math.max(elapsed, 1));
  const parts = [`${done} done`, `${rate}/s`];
  if (size !== undefined && size > 0) {
    const share = Math.min(1, read / size);
    parts.unshift(`${String(Math.floor(share * 100)).padStart(3)} %`);
    if (share > 0) parts.push(`${minutes((elapsed * (1 - share)) / share)} left`);
  }
  return parts.join("  ");
}

function minutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export class Progress {
  readonly #line = new ProgressLine();
  readonly #began = Date.now();

  show(standing: Omit<Standing, "elapsed">): void {
    this.#line.show(() => describe({ ...standing, elapsed: Date.now() - this.#began }));
  }

  clear(): void {
    this.#line.clear();
  }
}
