import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import { inject } from "vitest";
import type { Images } from "../../lib/store/projections/change-record.ts";

/** Reads a table's stream from where the last call ended: the images of each record, in order. */
export function streamReader(streamArn: string): () => Promise<Images[]> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBStreamsClient({
    endpoint: inject("dynamodbEndpoint"),
    region: "us-east-1",
    credentials,
  });
  let next: string | undefined;
  let last: string | undefined;
  const iterator = async () => {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    const shard = { StreamArn: streamArn, ShardId: StreamDescription?.Shards?.[0]?.ShardId };
    const from =
      last === undefined
        ? ({ ShardIteratorType: "TRIM_HORIZON" } as const)
        : ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: last } as const);
    return (await client.send(new GetShardIteratorCommand({ ...shard, ...from }))).ShardIterator;
  };
  const get = async () => {
    next ??= await iterator();
    try {
      return await client.send(new GetRecordsCommand({ ShardIterator: next }));
    } catch (error) {
      // DynamoDB Local sometimes says so about a new iterator.
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      next = await iterator();
      return client.send(new GetRecordsCommand({ ShardIterator: next }));
    }
  };
  return async () => {
    const images: Images[] = [];
    for (;;) {
      const { Records = [], NextShardIterator } = await get();
      last = Records.at(-1)?.dynamodb?.SequenceNumber ?? last;
      images.push(...Records.map(({ dynamodb = {} }) => dynamodb as Images));
      next = NextShardIterator;
      if (Records.length === 0) return images;
    }
  };
}
