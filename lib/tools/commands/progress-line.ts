/** Milliseconds between what is told to a terminal, and to a pipe or a log. */
const TERMINAL = 100;
const LOG = 5000;
const COLUMNS = 80;

type Out = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** Says how far a work is: on a terminal in a line that is rewritten, else in a line now and then. */
export class ProgressLine {
  readonly #out: Out;
  readonly #rewrites: boolean;
  #told = Date.now();

  constructor(out: Out = process.stderr, terminal = process.env["TERM"]) {
    this.#out = out;
    this.#rewrites = out.isTTY && terminal !== "dumb";
  }

  /** `describe` is asked only where something is told. */
  show(describe: () => string): void {
    const now = Date.now();
    if (now - this.#told < (this.#rewrites ? TERMINAL : LOG)) return;
    this.#told = now;
    if (this.#rewrites) this.now(describe());
    else this.#out.write(`${describe()}\n`);
  }

  /** Tells a terminal at once, and nobody else. A line that is too long for it could not be rewritten. */
  now(text: string): void {
    if (this.#rewrites) this.#out.write(`\r${text.slice(0, (this.#out.columns || COLUMNS) - 1)}\x1b[K`);
  }

  /** Makes room for other lines. */
  clear(): void {
    if (this.#rewrites) this.#out.write("\r\x1b[K");
  }
}
