import { ProgressLine } from "../../../lib/tools/commands/progress-line.ts";

/** One line that says how far a run has got. */
export class Progress {
  readonly #total: number;
  readonly #began = Date.now();
  readonly #counts: number[] = [];
  readonly #shown = new ProgressLine();

  constructor(total: number) {
    this.#total = total;
  }

  report(worker: number, count: number): void {
    this.#counts[worker] = count;
    this.#shown.show(() => this.#line());
  }

  end(): void {
    this.#shown.clear();
    console.log(this.#line());
  }

  #line(): string {
    const done = this.#counts.reduce((sum, count) => sum + count, 0);
    const seconds = (Date.now() - this.#began) / 1000;
    const left = Math.max(0, Math.round(((this.#total - done) * seconds) / Math.max(1, done)));
    return `${done} of ${this.#total} programs, ${Math.round(done / seconds)} a second, ${left} s left`;
  }
}
