/** Milliseconds between updates, on a terminal and in a pipe or log. */
const TERMINAL = 100;
const LOG = 5000;
const COLUMNS = 80;

type Out = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** Shows progress: on a terminal one line that is rewritten, else a line now and then. */
export class ProgressLine {
  readonly #out: Out;
  readonly #rewrites: boolean;
  #told = Date.now();

  constructor(out: Out = process.stderr, terminal = process.env["TERM"]) {
    this.#out = out;
    this.#rewrites = out.isTTY && terminal !== "dumb";
  }

  show(describe: () => string): void {
    const now = Date.now();
    if (now - this.#told < (this.#rewrites ? TERMINAL : LOG)) return;
    this.#told = now;
    if (this.#rewrites) this.now(describe());
    else this.#out.write(`${describe()}\n`);
  }

  /** Shows a text at once, on terminals only. It is cut, because a wrapped line could not be rewritten. */
  now(text: string): void {
    if (this.#rewrites) this.#out.write(`\r${text.slice(0, (this.#out.columns || COLUMNS) - 1)}\x1b[K`);
  }

  clear(): void {
    if (this.#rewrites) this.#out.write("\r\x1b[K");
  }
}
