import type { IncomingMessage, ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { json } from "node:stream/consumers";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { asciiJson } from "../domain/text.ts";
import { ACCOUNT, type Assembly, REGION } from "./assembly.ts";
import { passes } from "./filter.ts";
import { listen } from "./http-server.ts";
import type { Queues } from "./queues.ts";

export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly "detail-type": string;
  readonly time: string;
  readonly detail: unknown;
}

interface Rule {
  readonly pattern: unknown;
  readonly queues: readonly string[];
}

interface PutEvents {
  readonly Entries: readonly { Source: string; DetailType: string; Detail: string; Time?: number }[];
}

/** A local EventBridge; it obeys the template's rules whose targets are queues. */
export async function startEventBus(assembly: Assembly, queues: Queues, onEvent: (event: BusEvent) => void) {
  // A rule without a pattern is a schedule, which does not run here.
  const matching = assembly
    .ofType("AWS::Events::Rule")
    .filter(({ properties }) => properties["EventPattern"] !== undefined);
  const rules = matching.map(({ stack, properties }): Rule => {
    const { EventPattern, Targets } = assembly.resolve(stack, properties) as {
      EventPattern: unknown;
      Targets: { Arn: string }[];
    };
    return { pattern: EventPattern, queues: Targets.map(({ Arn }) => Arn.split(":").at(-1) ?? "") };
  });
  const take = async (event: BusEvent) => {
    onEvent(event);
    for (const queue of rules
      .filter(({ pattern }) => passes(pattern, event))
      .flatMap((rule) => rule.queues)) {
      await queues.client.send(
        new SendMessageCommand({ QueueUrl: queues.urlOf(queue), MessageBody: asciiJson(event) }),
      );
    }
  };
  const { port, stop } = await listen(
    0,
    (request, response) => void answer(request, response, take).catch(() => response.destroy()),
  );
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  take: (event: BusEvent) => Promise<void>,
) {
  const { Entries } = (await json(request)) as PutEvents;
  const taken: { EventId: string }[] = [];
  for (const { Source, DetailType, Detail, Time } of Entries) {
    const id = randomUUID();
    const time = new Date(Time === undefined ? Date.now() : Time * 1000).toISOString();
    const where = { version: "0", account: ACCOUNT, region: REGION, resources: [] };
    await take({
      ...where,
      id,
      source: Source,
      "detail-type": DetailType,
      time,
      detail: JSON.parse(Detail) as unknown,
    });
    taken.push({ EventId: id });
  }
  response.setHeader("content-type", "application/x-amz-json-1.1");
  response.end(JSON.stringify({ FailedEntryCount: 0, Entries: taken }));
}
