import { createGunzip } from "node:zlib";

/**
 * Unpacks gzip with several members, and all before an error first: zlib discards the output of that chunk,
 * so a second unpacker stays a chunk behind and repeats it byte by byte.
 */
export async function* gunzipped(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [first, second] = [new Unpacker(), new Unpacker()];
  try {
    for await (const chunk of packed) {
      const pieces = await first.write(chunk);
      if (first.failure !== undefined) {
        for (let at = 0; at < chunk.length; at++) yield* await second.write(chunk.subarray(at, at + 1));
        throw first.failure;
      }
      yield* pieces;
      await second.write(chunk);
    }
    yield* await first.end();
    if (first.failure !== undefined) throw first.failure;
  } finally {
    first.destroy();
    second.destroy();
  }
}

class Unpacker {
  failure: Error | undefined;
  readonly #gunzip = createGunzip();
  #ready: Buffer[] = [];

  constructor() {
    this.#gunzip.on("data", (piece: Buffer) => this.#ready.push(piece));
    this.#gunzip.on("error", (error) => (this.failure = error));
  }

  /** @returns the output of these bytes; nothing after a failure */
  write(bytes: Buffer): Promise<Buffer[]> {
    return this.#settle((done) => this.#gunzip.write(bytes, done));
  }

  end(): Promise<Buffer[]> {
    return this.#settle((done) => this.#gunzip.once("end", done).end());
  }

  destroy(): void {
    this.#gunzip.destroy();
  }

  async #settle(work: (done: () => void) => void): Promise<Buffer[]> {
    if (this.failure !== undefined) return [];
    let done: () => void = () => undefined;
    const settled = new Promise<void>((resolve) => (done = resolve));
    this.#gunzip.once("error", done);
    work(done);
    await settled;
    this.#gunzip.off("error", done);
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}
