import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";

/** One call of a function, and its answer. */
export interface Call {
  readonly call: number;
  /** The bundle's file. */
  readonly file: string;
  readonly name: string;
  readonly event: unknown;
  /** Epoch milliseconds. */
  readonly deadline: number;
}
export type Outcome = { readonly call: number } & ({ readonly result: unknown } | { readonly error: string });

type Handler = (event: unknown, context: object) => Promise<unknown>;

const load = createRequire(import.meta.url);

parentPort?.on("message", (message: Call) => void answer(message));

async function answer({ call, file, name, event, deadline }: Call): Promise<void> {
  parentPort?.postMessage(await outcome(call, file, event, contextOf(name, call, deadline)));
}

async function outcome(call: number, file: string, event: unknown, context: object): Promise<Outcome> {
  try {
    const { handler } = load(file) as { handler: Handler };
    return { call, result: await handler(event, context) };
  } catch (error) {
    return { call, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const contextOf = (functionName: string, call: number, deadline: number) => ({
  functionName,
  functionVersion: "$LATEST",
  awsRequestId: `local-${call}`,
  memoryLimitInMB: "512",
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});
