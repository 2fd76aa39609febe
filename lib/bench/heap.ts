import { Session } from "node:inspector/promises";

interface Answer {
  readonly id: number;
  readonly result?: { readonly usedSize?: number };
}

/** The heaps of this process: of the main thread, where the gateway runs, and of the threads that run functions. */
export class Heaps {
  readonly #session = new Session();
  readonly #workers = new Set<string>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #calls = 0;

  async open(): Promise<void> {
    this.#session.connect();
    this.#session.on("NodeWorker.attachedToWorker", ({ params }) => this.#workers.add(params.sessionId));
    this.#session.on("NodeWorker.detachedFromWorker", ({ params }) => this.#workers.delete(params.sessionId));
    this.#session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
      const answer = JSON.parse(params.message) as Answer;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    await this.#session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  }

  /** Collects garbage everywhere. @returns bytes in use after that */
  async afterCollection(): Promise<number> {
    await this.#session.post("HeapProfiler.collectGarbage");
    let { usedSize } = (await this.#session.post("Runtime.getHeapUsage")) as unknown as { usedSize: number };
    for (const worker of this.#workers) {
      await this.#ask(worker, "HeapProfiler.collectGarbage");
      usedSize += (await this.#ask(worker, "Runtime.getHeapUsage")).result?.usedSize ?? 0;
    }
    return usedSize;
  }

  close(): void {
    this.#session.disconnect();
  }

  async #ask(sessionId: string, method: string): Promise<Answer> {
    const id = ++this.#calls;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    await this.#session.post("NodeWorker.sendMessageToWorker", { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  }
}
