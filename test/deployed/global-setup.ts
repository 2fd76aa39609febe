import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { json } from "node:stream/consumers";
import type { TestProject } from "vitest/node";
import { listen } from "../../lib/local/http-server.ts";
import { type Stage, STAGE_VARIABLE } from "./stage.ts";

/** What the stories need to know of the stage that `npm run test:deployed` has made. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, place, serviceKey, eventsQueue } = JSON.parse(process.env[STAGE_VARIABLE] ?? "{}") as Stage;
  const events: unknown[] = [];
  const sink = await listen(0, (_request, response) => response.end(JSON.stringify(events)));
  const invoker = await listen(0, (request, response) => {
    json(request)
      .then((event) => invoke((request.url ?? "").slice(1), event))
      .then(
        (answer) => response.end(answer),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  let isDone = false;
  const collecting = (async () => {
    while (!isDone) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: eventsQueue, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      for (const { Body = "" } of Messages) events.push(JSON.parse(Body));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      if (Entries.length > 0)
        await client.send(new DeleteMessageBatchCommand({ QueueUrl: eventsQueue, Entries }));
    }
  })();
  project.provide("url", url);
  project.provide("place", place);
  project.provide("serviceKey", serviceKey);
  project.provide("dynamodbEndpoint", process.env["AWS_ENDPOINT_URL"] ?? "");
  project.provide("eventsUrl", `http://127.0.0.1:${sink.port}`);
  project.provide("invokeUrl", `http://127.0.0.1:${invoker.port}`);
  return async () => {
    isDone = true;
    await collecting;
    client.destroy();
    await invoker.stop();
    await sink.stop();
  };
}

/** Calls the function of a file that is no route. @returns what it answers. @throws what it throws */
async function invoke(file: string, event: unknown): Promise<Uint8Array | undefined> {
  const client = new LambdaClient({});
  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  const name = `${file}function`;
  const found = Functions.find(({ FunctionName = "" }) =>
    FunctionName.toLowerCase().replaceAll("-", "").includes(name),
  );
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName: found?.FunctionName, Payload: JSON.stringify(event) }),
  );
  if (FunctionError !== undefined) throw new Error(Buffer.from(Payload ?? []).toString());
  return Payload;
}
