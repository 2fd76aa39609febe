import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { asciiJson } from "../domain/text.ts";
import { IN_FUNCTIONS } from "../table/aws-client.ts";

const client = new SQSClient(IN_FUNCTIONS);

export async function send(queueUrl: string, message: unknown, delaySeconds = 0): Promise<void> {
  const MessageBody = asciiJson(message);
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: delaySeconds }));
}
