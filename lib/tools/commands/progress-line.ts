/** Milliseconds between what is told to a terminal, and to a pipe or a log. */
const TERMINAL = 100;
const LOG = 5000;

/** Says how far a work is: on a terminal in a line that is rewritten, else in a line now and then. */
export class ProgressLine {
  readonly #out: NodeJS.WriteStream;
  #told = Date.now();

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
  }

  /** `describe` is asked only where something is told. */
  show(describe: () => string): void {
    const now = Date.now();
    if (now - this.#told < (this.#out.isTTY ? TERMINAL : LOG)) return;
    this.#told = now;
    this.#out.write(this.#out.isTTY ? `\r${describe()}\x1b[K` : `${describe()}\n`);
  }

  /** Makes room for other lines. */
  clear(): void {
    if (this.#out.isTTY) this.#out.write("\r\x1b[K");
  }
}
