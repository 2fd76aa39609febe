import { setTimeout as sleep } from "node:timers/promises";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { toEvent } from "../table/change-range.ts";
import { REGION } from "./assembly.ts";
import type { Checkpoints } from "./checkpoints.ts";

/** Milliseconds between reads of an empty shard; they grow, because each costs as much as a full one. */
const SHORTEST_IDLE = 40;
const LONGEST_IDLE = 200;
const LONGER = 1.2;
const BETWEEN_LOOKS_FOR_SHARDS = 1000;

type Deliver = (records: readonly DynamoDBRecord[], shardId: string) => Promise<void>;

interface Reader {
  readonly checkpoints: Checkpoints;
  readonly deliver: Deliver;
}

interface ShardReader extends Reader {
  readonly client: DynamoDBStreamsClient;
  readonly StreamArn: string;
  readonly ShardId: string;
}

/** Reads a table's stream until the signal, parent shards first and each in order. */
export async function pollStream(
  { endpoint, streamArn, ...reader }: Reader & { endpoint: string; streamArn: string },
  signal: AbortSignal,
): Promise<void> {
  const client = new DynamoDBStreamsClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const running = new Map<string, Promise<void>>();
  const finished = new Set<string>();
  while (!signal.aborted) {
    try {
      const shards = await shardsOf(client, streamArn);
      const known = new Set(shards.map(({ ShardId }) => ShardId));
      for (const { ShardId: id = "", ParentShardId: parent } of shards) {
        if (running.has(id) || (parent !== undefined && known.has(parent) && !finished.has(parent))) continue;
        const shard = readShard({ ...reader, client, StreamArn: streamArn, ShardId: id }, signal);
        running.set(
          id,
          shard.then(
            () => void finished.add(id),
            () => void running.delete(id),
          ),
        );
      }
    } catch {
      // The database is away; try again.
    }
    await pause(BETWEEN_LOOKS_FOR_SHARDS, signal);
  }
  await Promise.all(running.values());
}

async function shardsOf(client: DynamoDBStreamsClient, StreamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let from: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId: from }),
    );
    shards.push(...(StreamDescription?.Shards ?? []));
    from = StreamDescription?.LastEvaluatedShardId;
  } while (from !== undefined);
  return shards;
}

async function readShard(
  { client, StreamArn, ShardId, checkpoints, deliver }: ShardReader,
  signal: AbortSignal,
): Promise<void> {
  const last = checkpoints.get(ShardId);
  const start =
    last === undefined
      ? ({ ShardIteratorType: "TRIM_HORIZON" } as const)
      : ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: last } as const);
  let { ShardIterator: next } = await client.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ...start }),
  );
  let idle = SHORTEST_IDLE;
  while (next !== undefined && !signal.aborted) {
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: next, Limit: 1000 }),
    );
    await deliver(
      Records.map((record) => toEvent(record, StreamArn)),
      ShardId,
    );
    const sequence = Records.at(-1)?.dynamodb?.SequenceNumber;
    if (sequence !== undefined && !signal.aborted) checkpoints.set(ShardId, sequence);
    next = NextShardIterator;
    if (Records.length > 0) idle = SHORTEST_IDLE;
    else await pause((idle = Math.min(LONGEST_IDLE, idle * LONGER)), signal);
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);
