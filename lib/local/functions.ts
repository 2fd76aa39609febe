import { availableParallelism } from "node:os";
import { join } from "node:path";
import { VARIABLE } from "../contract/environment.ts";
import { type Assembly, REGION, type Resource, nameOfFunction } from "./assembly.ts";
import { ExecutionEnvironments } from "./execution-environments.ts";

type Environment = Record<string, string>;

const [DEFAULT_SECONDS, DEFAULT_MEGABYTES] = [3, 128];
/** Lambda's limit for an event and for an answer. */
const EVENT_BYTES = 6 * 1024 * 1024;
const ANSWER_BYTES = EVENT_BYTES + 100;
const PROCESSES = 2 * availableParallelism();

export class EventTooLargeError extends Error {}

interface Deployed {
  readonly file: string;
  readonly timeout: number;
  readonly environment: Environment;
  readonly processes: ExecutionEnvironments;
}

interface Around {
  readonly assembly: Assembly;
  readonly bundles: string;
  readonly endpoints: Environment;
  /** Gives each function its name as key id, so that a database can tell who calls. */
  readonly isolated?: boolean | undefined;
  readonly processes?: number | undefined;
  onLog?: ((text: string) => void) | undefined;
  recycles?(): boolean;
}

/** The template's functions: their bundles, with the environment, memory and timeout of a deployment. */
export class Functions {
  readonly #around: Around;
  readonly #processes = new Map<string, ExecutionEnvironments>();
  readonly #deployed = new Map<Resource, Deployed>();
  #calls = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  /** @throws the function's error, an error on lack of time or memory, or EventTooLargeError */
  async invoke(resource: Resource, event: unknown): Promise<unknown> {
    const known = this.#deployed.get(resource) ?? this.#deploy(resource);
    this.#deployed.set(resource, known);
    const { file, environment, timeout, processes } = known;
    const payload = JSON.stringify(event);
    if (Buffer.byteLength(payload) > EVENT_BYTES)
      throw new EventTooLargeError(`${resource.id}: the event is too large`);
    const requestId = `local-${++this.#calls}`;
    const result = await processes.call(
      { file, name: resource.id, requestId, environment, event: payload },
      timeout,
    );
    if (Buffer.byteLength(result) > ANSWER_BYTES)
      throw new Error(`${resource.id}: the answer is larger than ${ANSWER_BYTES} bytes`);
    return JSON.parse(result);
  }

  async heaps(): Promise<number[]> {
    return (await Promise.all([...this.#processes.values()].map((processes) => processes.heaps()))).flat();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#processes.values()].map((processes) => processes.stop()));
  }

  /** Resolves what the template says of a function: expressions may lead to all templates. */
  #deploy({ stack, id, properties }: Resource): Deployed {
    const { assembly, bundles, isolated = false } = this.#around;
    const {
      Environment: given,
      Timeout,
      MemorySize,
    } = assembly.resolve(stack, {
      Environment: (properties["Environment"] as { Variables?: Environment } | undefined)?.Variables ?? {},
      Timeout: properties["Timeout"] ?? DEFAULT_SECONDS,
      MemorySize: properties["MemorySize"] ?? DEFAULT_MEGABYTES,
    }) as { Environment: Environment; Timeout: number; MemorySize: number };
    const file = join(bundles, nameOfFunction(properties), "index.js");
    // Without a listener the log goes to the terminal, where only warnings matter.
    const level: Environment = this.#around.onLog === undefined ? { [VARIABLE.logLevel]: "WARN" } : {};
    const environment = { ...given, ...level, AWS_ACCESS_KEY_ID: isolated ? id : "local" };
    return { file, timeout: Timeout * 1000, environment, processes: this.#processesFor(MemorySize, Timeout) };
  }

  #processesFor(memoryMegabytes: number, seconds: number): ExecutionEnvironments {
    const { endpoints, processes: most = PROCESSES, onLog, recycles = () => false } = this.#around;
    const key = `${memoryMegabytes} ${seconds}`;
    const env = { ...endpoints, AWS_REGION: REGION, AWS_SECRET_ACCESS_KEY: "local", TZ: "UTC" };
    const processes =
      this.#processes.get(key) ?? new ExecutionEnvironments({ env, memoryMegabytes, onLog }, most, recycles);
    this.#processes.set(key, processes);
    return processes;
  }
}
