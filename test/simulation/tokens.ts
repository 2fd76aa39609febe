import { Unsupported } from "./errors.ts";

const TOKEN = /\s*(?:(:\w+|#\w+|[A-Za-z_]\w*|\d+)|(<>|<=|>=|[=<>(),+\-.[\]]))/y;

/** The words of one expression, read from left to right. Keywords are not case-sensitive. */
export class Tokens {
  readonly text: string;
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  readonly #words: string[] = [];
  #at = 0;

  constructor(text: string) {
    this.text = text;
    TOKEN.lastIndex = 0;
    let end = 0;
    for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
      const word = (match[1] ?? match[2]) as string;
      if (word.startsWith("#")) this.names.add(word);
      if (word.startsWith(":")) this.values.add(word);
      this.#words.push(word);
      end = TOKEN.lastIndex;
    }
    if (text.slice(end).trim() !== "") this.fail(`"${text.slice(end)}" is not understood`);
  }

  peek(ahead = 0): string | undefined {
    return this.#words[this.#at + ahead];
  }

  next(): string {
    return this.#words[this.#at++] ?? this.fail("it ends too early");
  }

  isNext(keyword: string, ahead = 0): boolean {
    return this.peek(ahead)?.toUpperCase() === keyword;
  }

  /** Takes a keyword or sign, if it is the next. */
  take(keyword: string): boolean {
    const found = this.isNext(keyword);
    if (found) this.#at++;
    return found;
  }

  expect(keyword: string): void {
    if (!this.take(keyword)) this.fail(`expected ${keyword}, found ${this.peek()}`);
  }

  /** A list with commas. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.take(",")) items.push(read());
    return items;
  }

  end(): void {
    if (this.peek() !== undefined) this.fail(`${this.peek()} is not understood`);
  }

  fail(reason: string): never {
    throw new Unsupported(`the simulated table does not support "${this.text}": ${reason}`);
  }
}
