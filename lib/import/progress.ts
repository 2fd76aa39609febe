/** Milliseconds between what is told to a terminal, and to a log. */
const TERMINAL = 100;
const LOG = 5000;

interface Standing {
  /** Entries that are done. */
  readonly done: number;
  /** Those that were done before this run, by an earlier one. */
  readonly before: number;
  /** Bytes read, and of how many where that is known. */
  readonly read: number;
  readonly size: number | undefined;
  /** Milliseconds since the start. */
  readonly elapsed: number;
}

/** How far an import is: ` 42 %  12300 done  512/s  0:42 left`. */
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

/** Tells how far it is: on a terminal in a line that is rewritten, else in a line now and then. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #began = Date.now();
  #told = Date.now();

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  show(standing: Omit<Standing, "elapsed">): void {
    const now = Date.now();
    if (now - this.#told < (this.#out.isTTY ? TERMINAL : LOG)) return;
    this.#told = now;
    const line = describe({ ...standing, elapsed: now - this.#began });
    this.#out.write(this.#out.isTTY ? `\r${line}\x1b[K` : `${line}\n`);
  }

  /** Makes room for other lines. */
  clear(): void {
    if (this.#out.isTTY) this.#out.write("\r\x1b[K");
  }
}
