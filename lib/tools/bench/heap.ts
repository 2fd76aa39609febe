import { Session } from "node:inspector/promises";

/** The heap of this process, where the gateway runs. */
export class Heap {
  readonly #session = new Session();

  open(): void {
    this.#session.connect();
  }

  /** Collects garbage. @returns bytes in use after that */
  async afterCollection(): Promise<number> {
    await this.#session.post("HeapProfiler.collectGarbage");
    const { usedSize } = (await this.#session.post("Runtime.getHeapUsage")) as unknown as {
      usedSize: number;
    };
    return usedSize;
  }

  close(): void {
    this.#session.disconnect();
  }
}
