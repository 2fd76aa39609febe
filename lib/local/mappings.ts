import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { DynamoDBRecord } from "aws-lambda";
import { ACCOUNT, type Assembly, REGION } from "./assembly.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { EventSource, type Mapping } from "./event-source.ts";
import type { Functions } from "./functions.ts";
import { pollStream } from "./stream-poller.ts";

/** Starts every event source mapping of the template. @returns what ends them */
export function startMappings(
  assembly: Assembly,
  functions: Functions,
  dynamodbEndpoint: string,
  queueEndpoint: string,
  checkpoints: Checkpoints,
): () => Promise<void> {
  const ending = new AbortController();
  const sqs = new SQSClient({
    endpoint: queueEndpoint,
    region: REGION,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const polls = assembly.ofType("AWS::Lambda::EventSourceMapping").map(({ stack, properties }) => {
    const mapping = assembly.resolve(stack, properties) as Mapping & {
      FunctionName: string;
      EventSourceArn: string;
      DestinationConfig?: { OnFailure?: { Destination: string } };
    };
    const target = assembly.ofType("AWS::Lambda::Function").find(({ id }) => id === mapping.FunctionName);
    if (target === undefined) throw new Error(`an event source mapping calls the unknown function ${mapping.FunctionName}`);
    const queue = mapping.DestinationConfig?.OnFailure?.Destination.split(":").at(-1);
    const giveUp = async (records: readonly DynamoDBRecord[], condition: string) => {
      console.error(`${records.length} stream records were given up: ${condition}`);
      if (queue === undefined) return;
      const QueueUrl = `${queueEndpoint}/${ACCOUNT}/${queue}`;
      await sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody: failureMessage(mapping.EventSourceArn, records, condition) }),
      );
    };
    const source = new EventSource(mapping, {
      invoke: (Records) => functions.invoke(target, { Records }),
      giveUp,
      signal: ending.signal,
    });
    return pollStream(dynamodbEndpoint, mapping.EventSourceArn, checkpoints, (records) => source.deliver(records), ending.signal);
  });
  return async () => {
    ending.abort();
    await Promise.allSettled(polls);
    sqs.destroy();
  };
}

/** What Lambda sends to an on-failure queue: where the records lie, not the records. */
function failureMessage(streamArn: string, records: readonly DynamoDBRecord[], condition: string): string {
  const sequence = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber;
  return JSON.stringify({
    requestContext: { condition },
    version: "1.0",
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      streamArn,
      batchSize: records.length,
      startSequenceNumber: sequence(records.at(0)),
      endSequenceNumber: sequence(records.at(-1)),
    },
  });
}
