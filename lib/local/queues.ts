import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { startFauxqs } from "fauxqs";
import { ACCOUNT, type Assembly, REGION } from "./assembly.ts";

export interface Queues {
  readonly client: SQSClient;
  readonly endpoint: string;
  urlOf(queue: string): string;
  stop(): Promise<void>;
}

export async function startQueues(folder: string | undefined): Promise<Queues> {
  const server = await startFauxqs({
    port: 0,
    host: "127.0.0.1",
    logger: false,
    ...(folder !== undefined && { dataDir: folder }),
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const stop = async () => {
    client.destroy();
    await server.stop();
  };
  return { client, endpoint, urlOf: (queue) => `${endpoint}/${ACCOUNT}/${queue}`, stop };
}

interface QueueProperties {
  readonly VisibilityTimeout?: number;
  readonly DelaySeconds?: number;
  readonly MessageRetentionPeriod?: number;
  readonly RedrivePolicy?: object;
}

/** Creates the template's queues, dead-letter queues first. `longestVisibility` is in seconds. */
export async function createQueues(
  { client }: Queues,
  assembly: Assembly,
  longestVisibility = Number.POSITIVE_INFINITY,
): Promise<void> {
  const queues = assembly.ofType("AWS::SQS::Queue").map(({ stack, id, properties }) => ({
    id,
    properties: assembly.resolve(stack, properties) as QueueProperties,
  }));
  const isLast = ({ properties }: (typeof queues)[number]) => properties.RedrivePolicy === undefined;
  for (const { id, properties } of [...queues.filter(isLast), ...queues.filter((queue) => !isLast(queue))]) {
    const { VisibilityTimeout, DelaySeconds, MessageRetentionPeriod, RedrivePolicy } = properties;
    const Attributes = {
      ...(VisibilityTimeout !== undefined && {
        VisibilityTimeout: String(Math.min(VisibilityTimeout, longestVisibility)),
      }),
      ...(DelaySeconds !== undefined && { DelaySeconds: String(DelaySeconds) }),
      ...(MessageRetentionPeriod !== undefined && { MessageRetentionPeriod: String(MessageRetentionPeriod) }),
      ...(RedrivePolicy !== undefined && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    };
    await client.send(new CreateQueueCommand({ QueueName: id, Attributes }));
  }
}
