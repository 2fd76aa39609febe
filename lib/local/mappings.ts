import { setTimeout as sleep } from "node:timers/promises";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import type { DynamoDBRecord } from "aws-lambda";
import type { Assembly } from "./assembly.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { EventSource, type Mapping } from "./event-source.ts";
import type { Functions } from "./functions.ts";
import { type Harshness, unreliable } from "./harshness.ts";
import { pollQueue } from "./queue-poller.ts";
import type { Queues } from "./queues.ts";
import { pollStream } from "./stream-poller.ts";

/** How often a disabled mapping checks whether it is enabled again, in milliseconds. */
const SWITCHED_OFF = 50;

interface MappingProperties extends Mapping {
  readonly FunctionName: string;
  readonly EventSourceArn: string;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination: string } };
}

interface Around {
  readonly assembly: Assembly;
  readonly functions: Functions;
  readonly dynamodbEndpoint: string;
  readonly queues: Queues;
  checkpoints(mapping: string): Checkpoints;
  readonly longestRetryDelay?: number | undefined;
  readonly harshness: Harshness;
}

export interface Switch {
  readonly id: string;
  isOn: boolean;
}

/** Starts every event source mapping of the template. @returns their switches, and what ends them */
export function startMappings(around: Around): {
  readonly switches: readonly Switch[];
  readonly stop: () => Promise<void>;
} {
  const { assembly, functions, queues, harshness, longestRetryDelay: longestDelay } = around;
  const ending = new AbortController();
  const switches: Switch[] = [];
  const polls = assembly.ofType("AWS::Lambda::EventSourceMapping").map(({ stack, id, properties }) => {
    const mapping = assembly.resolve(stack, properties) as MappingProperties;
    const target = assembly
      .ofType("AWS::Lambda::Function")
      .find((resource) => resource.id === mapping.FunctionName);
    if (target === undefined)
      throw new Error(`an event source mapping calls the unknown function ${mapping.FunctionName}`);
    const mine: Switch = { id, isOn: true };
    switches.push(mine);
    const call = async (Records: readonly unknown[]) => {
      while (!mine.isOn) await sleep(SWITCHED_OFF, undefined, { signal: ending.signal });
      return functions.invoke(target, { Records });
    };
    const invoke = unreliable(call, harshness, ending.signal);
    if (mapping.EventSourceArn.startsWith("arn:aws:sqs:"))
      return pollQueue(queues, mapping, invoke, ending.signal);
    const sourceOf = (shardId: string) =>
      new EventSource(mapping, {
        ...{ invoke, signal: ending.signal, longestDelay, lanes: harshness.lanes },
        giveUp: failureSender(queues, mapping, shardId),
      });
    const stream = { endpoint: around.dynamodbEndpoint, streamArn: mapping.EventSourceArn };
    const reader = {
      checkpoints: around.checkpoints(id),
      deliver: (records: readonly DynamoDBRecord[], shardId: string) => sourceOf(shardId).deliver(records),
    };
    return pollStream({ ...stream, ...reader }, ending.signal);
  });
  const stop = async () => {
    ending.abort();
    await Promise.allSettled(polls);
  };
  return { switches, stop };
}

const failureSender =
  (queues: Queues, mapping: MappingProperties, shardId: string) =>
  async (records: readonly DynamoDBRecord[], condition: string) => {
    console.error(`${records.length} stream records were given up: ${condition}`);
    const queue = mapping.DestinationConfig?.OnFailure?.Destination.split(":").at(-1);
    if (queue === undefined) return;
    const MessageBody = failureMessage(mapping.EventSourceArn, shardId, records, condition);
    await queues.client.send(new SendMessageCommand({ QueueUrl: queues.urlOf(queue), MessageBody }));
  };

/** Lambda's message to an on-failure queue: it says where the records are, without their content. */
function failureMessage(
  streamArn: string,
  shardId: string,
  records: readonly DynamoDBRecord[],
  condition: string,
): string {
  const [first, last] = [records.at(0)?.dynamodb, records.at(-1)?.dynamodb];
  const arrival = (seconds: number | undefined) => new Date((seconds ?? 0) * 1000).toISOString();
  return JSON.stringify({
    requestContext: { condition },
    version: "1.0",
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      streamArn,
      shardId,
      batchSize: records.length,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: arrival(last?.ApproximateCreationDateTime),
    },
  });
}
