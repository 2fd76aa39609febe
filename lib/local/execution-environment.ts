import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Call, Question, Reply } from "./function-process.ts";

const FILE = fileURLToPath(new URL("function-process.ts", import.meta.url));
const STDERR = 2;

export interface Frame {
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  /** Gets what functions print; by default it goes to standard error. */
  readonly onLog?: ((text: string) => void) | undefined;
}

type CallBeforeStart = Omit<Call, "deadline" | "memoryMegabytes">;

export class ServiceEndingError extends Error {}

/** Runs functions, one call at a time, with a stack and memory as on Lambda. A timeout or crash ends it. */
export class ExecutionEnvironment {
  readonly #memoryMegabytes: number;
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #ended: Promise<void>;
  readonly #loaded = new Set<string>();
  #waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;
  #isAlive = true;

  constructor({ env, memoryMegabytes, onLog }: Frame) {
    const out = onLog === undefined ? STDERR : "pipe";
    this.#memoryMegabytes = memoryMegabytes;
    this.#child = fork(FILE, {
      env: { PATH: process.env["PATH"], ...env },
      execArgv: [`--max-old-space-size=${memoryMegabytes}`, "--disable-warning=ExperimentalWarning"],
      // Functions log to standard error: standard output belongs to the command.
      stdio: ["ignore", out, out, "ipc"],
      // Events and answers are JSON already, which JSON would escape again.
      serialization: "advanced",
      // Ctrl-C in a terminal must not end it during a call.
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding("utf8").on("data", onLog ?? (() => undefined));
    const ready = Promise.withResolvers<void>();
    this.#ready = ready.promise;
    this.#ended = new Promise((resolve) => this.#child.once("close", () => resolve()));
    this.#child.on("message", (reply: Reply) => ("isReady" in reply ? ready.resolve() : this.#settle(reply)));
    this.#child.on("error", (error) => this.#fail(error));
    this.#child.once("exit", (code, signal) => {
      ready.resolve();
      this.#fail(new Error(`the function's process has ended (${signal ?? code})`));
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  hasLoaded(file: string): boolean {
    return this.#loaded.has(file);
  }

  /** @returns JSON. @throws the function's error, or on lack of time or memory */
  async call(call: CallBeforeStart, timeout: number): Promise<string> {
    await this.#ready;
    const timer = setTimeout(
      () => this.#fail(new Error(`${call.name} timed out after ${timeout} ms`)),
      timeout,
    );
    try {
      this.#loaded.add(call.file);
      const deadline = Date.now() + timeout;
      const reply = await this.#request({
        call: { ...call, memoryMegabytes: this.#memoryMegabytes, deadline },
      });
      if ("result" in reply) return reply.result;
      throw new Error("error" in reply ? reply.error : "the function's process answered something else");
    } finally {
      clearTimeout(timer);
    }
  }

  /** Heap in bytes after garbage collection. It must not be in a call. */
  async heap(): Promise<number> {
    await this.#ready;
    const reply = await this.#request({ heap: true });
    return "heap" in reply ? reply.heap : 0;
  }

  async stop(): Promise<void> {
    this.#fail(new ServiceEndingError("the service is ending"));
    await this.#ended;
  }

  #request(question: Question): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (this.#isAlive) this.#child.send(question);
      else this.#fail(new Error("the function's process has ended"));
    });
  }

  #settle(reply: Reply): void {
    this.#waiting?.resolve(reply);
    this.#waiting = undefined;
  }

  #fail(error: Error): void {
    this.#isAlive = false;
    this.#child.kill("SIGKILL");
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
