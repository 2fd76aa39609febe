import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { CANARY_SOURCE } from "../contract/events.ts";
import { SECOND } from "../domain/time.ts";
import { IN_FUNCTIONS } from "../table/aws-client.ts";
import { canaryRows, openCanaryFeed, postCanary } from "../store/feeds/canary.ts";
import type { Table } from "../table/table.ts";
import { logger } from "../runtime/logger.ts";
import { probe } from "./probe.ts";
import { send } from "./send.ts";

const client = new SQSClient(IN_FUNCTIONS);
const WAIT_SECONDS = 1;
const PAUSE = SECOND / 4;

/** Milliseconds until each place saw the canary's action, and the places that did not. */
export interface Sighting {
  readonly ok: boolean;
  readonly seconds: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
}

export interface CanaryPorts {
  readonly table: Table;
  readonly answers: string;
  readonly queues: Readonly<Record<string, string>>;
}

/** Posts, probes every queue, and waits until everything has answered or the time is over. */
export async function runCanary(
  { table, answers, queues }: CanaryPorts,
  patience: number,
): Promise<Sighting> {
  const generation = await openCanaryFeed(table, Date.now());
  const posted = await postCanary(table, Date.now());
  const began = Date.now();
  await Promise.all(
    Object.entries(queues).map(([queue, url]) => sendProbe(url, { probe: { action: posted.id, queue } })),
  );
  const missing = new Set(["feed", "stream", "bus", ...Object.keys(queues)]);
  const seconds: Record<string, number> = {};
  const see = (places: readonly string[]) => {
    for (const place of places.filter((one) => missing.delete(one)))
      seconds[place] = (Date.now() - began) / SECOND;
  };
  while (missing.size > 0 && Date.now() - began < patience) {
    const rows = ["feed", "stream"].filter((place) => missing.has(place)).length;
    if (rows > 0) see(await canaryRows(table, posted, generation));
    if (missing.size > rows) see(await heard(answers, posted.id));
    else if (missing.size > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return { ok: missing.size === 0, seconds, missing: [...missing] };
}

/** A queue that refuses the message counts as one that did not answer. */
async function sendProbe(url: string, message: z.output<typeof probe>): Promise<void> {
  await send(url, message).catch((error: unknown) =>
    logger.error("a queue takes no probe", { url, error: error as Error }),
  );
}

const event = z.object({
  source: z.literal(CANARY_SOURCE),
  detail: z.object({ action: z.object({ id: z.string() }) }),
});

/** Who has reported this action since the last call. Answers to other runs stay in the queue. */
async function heard(QueueUrl: string, action: string): Promise<string[]> {
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: WAIT_SECONDS,
  });
  const { Messages = [] } = await client.send(receive);
  const ours = Messages.flatMap((message) => {
    const { about, place } = read(message);
    return about === action ? [{ message, place }] : [];
  });
  if (ours.length === 0) return [];
  const Entries = ours.map(({ message }, index) => ({
    Id: String(index),
    ReceiptHandle: message.ReceiptHandle,
  }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  return ours.map(({ place }) => place);
}

function read({ Body = "{}" }: Message): { readonly about?: string; readonly place: string } {
  const message: unknown = JSON.parse(Body);
  const answered = probe.safeParse(message).data?.probe;
  if (answered !== undefined) return { about: answered.action, place: answered.queue };
  const about = event.safeParse(message).data?.detail.action.id;
  return { place: "bus", ...(about !== undefined && { about }) };
}
