import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export interface Call {
  readonly file: string;
  readonly name: string;
  readonly requestId: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  /** JSON, as on Lambda: what JSON cannot hold is lost. */
  readonly event: string;
  readonly deadline: number;
}

export type Question = { readonly call: Call } | { readonly heap: true };
export type Reply =
  | { readonly isReady: true }
  | { readonly result: string }
  | { readonly error: string }
  | { readonly heap: number };

type Handler = (event: unknown, context: object) => Promise<unknown>;

const load = createRequire(import.meta.url);
let given: Call["environment"] = {};
let givenText = "{}";

process.on(
  "message",
  (question: Question) => void ("call" in question ? answer(question.call) : reply({ heap: heapUsed() })),
);
// The service has ended; perhaps it was killed.
process.on("disconnect", () => process.exit());
reply({ isReady: true });

function reply(message: Reply): void {
  process.send?.(message);
}

async function answer(call: Call): Promise<void> {
  takeEnvironment(call.environment);
  try {
    const { handler } = load(call.file) as { handler: Handler };
    reply({ result: JSON.stringify(await handler(JSON.parse(call.event), contextOf(call))) ?? "null" });
  } catch (error) {
    reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** Each call may be of another function. */
function takeEnvironment(environment: Call["environment"]): void {
  const text = JSON.stringify(environment);
  if (text === givenText) return;
  givenText = text;
  for (const name of Object.keys(given)) delete process.env[name];
  Object.assign(process.env, environment);
  given = environment;
}

const contextOf = ({ name, requestId, memoryMegabytes, deadline }: Call) => ({
  functionName: name,
  functionVersion: "$LATEST",
  awsRequestId: requestId,
  memoryLimitInMB: String(memoryMegabytes),
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}
