import { resolve } from "node:path";
import { SQSClient } from "@aws-sdk/client-sqs";
import { commandLine } from "../lib/tools/commands/command-line.ts";
import type { Redrive } from "../lib/contract/redrive.ts";
import { readRunning } from "../lib/local/running.ts";
import { deployedQueues, regionOf } from "../lib/tools/redrive/deployed.ts";
import { look, redrive } from "../lib/tools/redrive/redrive.ts";
import { IN_COMMANDS } from "../lib/table/aws-client.ts";

const HELP = `Has what failed for good done again: mend the cause first. See docs/operations.md.

  npm run redrive                              everything that waits in failure queues of the service on this machine
  npm run redrive -- --data DIR                of the one that keeps its data in DIR
  npm run redrive -- --outputs cdk.out/outputs.json
                                               of the deployed stage whose outputs these are, with your AWS credentials
  npm run redrive -- ... --look                only says what waits
  npm run redrive -- ... --worker NAME         only what this function has failed to do
  npm run redrive -- ... --forget              also deletes what can no longer be replayed
`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function open(): { client: SQSClient; queues: readonly Redrive[] } {
  if (options.outputs !== undefined) {
    const queues = deployedQueues(options.outputs);
    return { client: new SQSClient({ ...IN_COMMANDS, region: regionOf(queues[0]?.failures ?? "") }), queues };
  }
  const { sqsEndpoint, failureQueues } = readRunning(
    options.data === undefined ? undefined : resolve(options.data),
  );
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return {
    client: new SQSClient({ endpoint: sqsEndpoint, region: "us-east-1", credentials }),
    queues: failureQueues,
  };
}

async function replay(client: SQSClient, queue: Redrive): Promise<void> {
  const { again, forgotten } = await redrive(client, queue, { now: Date.now(), forget: options.forget });
  console.log(`${queue.worker}: ${again} done again; what fails once more comes back to the failure queue`);
  if (forgotten.length === 0) return;
  console.log(
    `${queue.worker}: ${forgotten.length} cannot be replayed: the stream has forgotten them after 24 hours${options.forget ? ", and now they are deleted" : ""}. What to do: docs/operations.md, "Too late"`,
  );
  for (const one of forgotten) console.log(`  ${one}`);
  process.exitCode = 1;
}

const text = { type: "string" } as const;
const yes = { type: "boolean", default: false } as const;
const { values: options } = commandLine(HELP, {
  options: { data: text, outputs: text, worker: text, look: yes, forget: yes },
});
try {
  const { client, queues } = open();
  const wanted = queues.filter(({ worker }) => options.worker === undefined || worker === options.worker);
  if (wanted.length === 0) fail(`--worker is one of ${queues.map(({ worker }) => worker).join(", ")}.`);
  for (const queue of wanted) {
    if (options.look) for (const line of await look(client, queue)) console.log(line);
    else await replay(client, queue);
  }
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  fail(code === "ECONNREFUSED" ? "The service has ended; start it first: npm start" : message);
}
