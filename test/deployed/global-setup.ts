import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { TestProject } from "vitest/node";
import { listen } from "../../lib/local/http-server.ts";
import { type Stage, STAGE_VARIABLE } from "./stage.ts";

/** What the stories need to know of the stage that `npm run test:deployed` has made. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, place, serviceKey, eventsQueue } = JSON.parse(process.env[STAGE_VARIABLE] ?? "{}") as Stage;
  const events: unknown[] = [];
  const sink = await listen(0, (_request, response) => response.end(JSON.stringify(events)));
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  let isDone = false;
  const collecting = (async () => {
    while (!isDone) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: eventsQueue, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      for (const { Body = "" } of Messages) events.push(JSON.parse(Body));
    }
  })();
  project.provide("url", url);
  project.provide("place", place);
  project.provide("serviceKey", serviceKey);
  project.provide("eventsUrl", `http://127.0.0.1:${sink.port}`);
  return async () => {
    isDone = true;
    await collecting;
    client.destroy();
    await sink.stop();
  };
}
