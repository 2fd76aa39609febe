import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Assembly, REGION, type Resource } from "./assembly.ts";
import type { Call, Outcome } from "./function-worker.ts";

type Environment = Record<string, string>;

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** One thread for functions that have the same environment: each bundle is loaded at its first call. */
class Runner {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  constructor(env: Environment) {
    this.#worker = new Worker(new URL("./function-worker.ts", import.meta.url), { env, stdout: true });
    // What functions log is for people: standard output belongs to what the command has to say.
    this.#worker.stdout.on("data", (text: Buffer) => process.stderr.write(text));
    this.#worker.on("message", (outcome: Outcome) => {
      const waiting = this.#waiting.get(outcome.call);
      this.#waiting.delete(outcome.call);
      if ("error" in outcome) waiting?.reject(new Error(outcome.error));
      else waiting?.resolve(outcome.result);
    });
    this.#worker.on("error", (error: unknown) => {
      for (const waiting of this.#waiting.values()) waiting.reject(error as Error);
      this.#waiting.clear();
    });
  }

  async call(file: string, name: string, event: unknown, timeout: number): Promise<unknown> {
    const call = ++this.#calls;
    const message: Call = { call, file, name, event, deadline: Date.now() + timeout };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${name} timed out after ${timeout} ms`)), timeout);
    });
    const done = new Promise<unknown>((resolve, reject) => this.#waiting.set(call, { resolve, reject }));
    this.#worker.postMessage(message);
    return Promise.race([done, late]).finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(call);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** A function of the template that has been called. */
interface Deployed {
  readonly file: string;
  readonly timeout: number;
  readonly runner: Runner;
}

/** The functions of the template: their bundles, with the environment they would be deployed with. */
export class Functions {
  readonly #assembly: Assembly;
  readonly #folder: string;
  readonly #outside: Environment;
  readonly #isolated: boolean;
  readonly #runners = new Map<string, Runner>();
  readonly #deployed = new Map<Resource, Deployed>();

  /**
   * `outside` is what the Lambda service itself would set: region, credentials, endpoints. `isolated` gives each function
   * a thread of its own (18 MB) and its name as its key, so that others can tell which of them asks.
   */
  constructor(assembly: Assembly, folder: string, outside: Environment, isolated = false) {
    this.#assembly = assembly;
    this.#folder = folder;
    this.#isolated = isolated;
    this.#outside = { ...outside, AWS_REGION: REGION, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
  }

  /** @throws what the function throws, or when it runs out of time */
  invoke(resource: Resource, event: unknown): Promise<unknown> {
    const known = this.#deployed.get(resource) ?? this.#deploy(resource);
    this.#deployed.set(resource, known);
    return known.runner.call(known.file, resource.id, event, known.timeout);
  }

  /** Works out what the template says of a function: every expression in it is looked for in all of the templates. */
  #deploy({ stack, id, properties }: Resource): Deployed {
    const {
      Code,
      Environment: given,
      Timeout,
    } = this.#assembly.resolve(stack, {
      Code: (properties["Code"] as { S3Key: string }).S3Key,
      Environment: (properties["Environment"] as { Variables?: Environment } | undefined)?.Variables ?? {},
      Timeout: properties["Timeout"] ?? 3,
    }) as { Code: string; Environment: Environment; Timeout: number };
    const file = join(this.#folder, `asset.${Code.replace(/\.zip$/, "")}`, "index.js");
    const runner = this.#runner(this.#isolated ? { ...given, AWS_ACCESS_KEY_ID: id } : given);
    return { file, timeout: Timeout * 1000, runner };
  }

  #runner(environment: Environment): Runner {
    const key = JSON.stringify(environment);
    const runner = this.#runners.get(key) ?? new Runner({ ...this.#outside, ...environment });
    this.#runners.set(key, runner);
    return runner;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#runners.values()].map((runner) => runner.stop()));
  }
}
