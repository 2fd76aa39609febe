import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { inject } from "vitest";
import type { Images } from "../../lib/store/stream-record.ts";

/** Reads a table's stream from where the last call ended: the images of each record, in order. */
export function streamReader(streamArn: string): () => Promise<Images[]> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBStreamsClient({ endpoint: inject("dynamodbEndpoint"), region: "us-east-1", credentials });
  let next: string | undefined;
  return async () => {
    if (next === undefined) {
      const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
      const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
      const start = { StreamArn: streamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" as const };
      next = (await client.send(new GetShardIteratorCommand(start))).ShardIterator;
    }
    const images: Images[] = [];
    for (;;) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: next }));
      images.push(...Records.map(({ dynamodb = {} }) => dynamodb as Images));
      next = NextShardIterator;
      if (Records.length === 0) return images;
    }
  };
}
