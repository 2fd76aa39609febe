import { Session } from "node:inspector/promises";

export class Heap {
  readonly #session = new Session();

  open(): void {
    this.#session.connect();
  }

  async afterCollection(): Promise<number> {
    await this.#session.post("HeapProfiler.collectGarbage");
    return process.memoryUsage().heapUsed;
  }

  close(): void {
    this.#session.disconnect();
  }
}
