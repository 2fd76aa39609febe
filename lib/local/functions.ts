import { availableParallelism } from "node:os";
import { join } from "node:path";
import { VARIABLE } from "../contract/environment.ts";
import { type Assembly, REGION, type Resource, nameOfFunction } from "./assembly.ts";
import { ExecutionEnvironments } from "./execution-environments.ts";

type Environment = Record<string, string>;

/** Lambda's defaults, for what a template does not say. */
const [DEFAULT_SECONDS, DEFAULT_MEGABYTES] = [3, 128];
/** What Lambda takes as an event, and as an answer. */
const EVENT_BYTES = 6 * 1024 * 1024;
const ANSWER_BYTES = EVENT_BYTES + 100;
/** Processes of one kind, where nobody says: calls wait for the database most of their time. */
const PROCESSES = 2 * availableParallelism();

/** An event that is larger than Lambda takes. */
export class EventTooLargeError extends Error {}

/** A function of the template that has been called. */
interface Deployed {
  readonly file: string;
  readonly timeout: number;
  readonly environment: Environment;
  readonly processes: ExecutionEnvironments;
}

interface Around {
  readonly assembly: Assembly;
  /** Where the bundles are: a folder for each function, by the name of its file. */
  readonly bundles: string;
  /** Where functions find the services that they call. */
  readonly endpoints: Environment;
  /** Gives each function its name as its key, so that others can tell which of them asks. */
  readonly isolated?: boolean | undefined;
  /** How many processes run functions of one kind. */
  readonly processes?: number | undefined;
  /** Hears what functions print. */
  onLog?: ((text: string) => void) | undefined;
  /** Says after each call whether its process ends. */
  recycles?(): boolean;
}

/**
 * The functions of the template: their bundles, with the environment, memory and time they would be deployed
 * with.
 */
export class Functions {
  readonly #around: Around;
  readonly #processes = new Map<string, ExecutionEnvironments>();
  readonly #deployed = new Map<Resource, Deployed>();
  #calls = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  /** @throws what the function throws, or when it runs out of time or memory; EventTooLargeError */
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

  /** Bytes in use after collection by each process that runs functions and has no call. */
  async heaps(): Promise<number[]> {
    return (await Promise.all([...this.#processes.values()].map((processes) => processes.heaps()))).flat();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#processes.values()].map((processes) => processes.stop()));
  }

  /**
   * Works out what the template says of a function: every expression in it is looked for in all of the
   * templates.
   */
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
    // What nobody listens to is told on the terminal, where only what went wrong is of interest.
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
