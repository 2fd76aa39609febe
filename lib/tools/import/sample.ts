import { fileURLToPath } from "node:url";
import { githubEntries } from "./entries.ts";
import { openInput } from "./input.ts";
import { linesOf } from "./lines.ts";
import type { Report } from "./report.ts";
import { type Send, upload } from "./upload.ts";

const EVENTS = fileURLToPath(new URL("../../../data/sample/events.jsonl.gz", import.meta.url));
const FOLLOWS = fileURLToPath(new URL("../../../data/sample/follows.csv.gz", import.meta.url));

export interface Destination {
  readonly actions: Send;
  readonly follows: Send;
  onProgress(done: number): void;
}

/** Actions are newest first, so that the top of every stream is complete first. */
export interface Sample {
  readonly actions: readonly Action[];
  readonly follows: readonly Follow[];
  readonly newest: number;
  readonly reader: { readonly id: string; readonly name: string } | undefined;
}

type Action = Record<string, unknown> & {
  actor: { id: string; name: string };
  target: { id: string };
  verb: string;
  timestamp: string;
};

export async function sampleActions(file = EVENTS): Promise<Action[]> {
  const actions: Action[] = [];
  for await (const entry of githubEntries(openInput(file)))
    if ("body" in entry) actions.push(entry.body as Action);
  return actions;
}

/** Real events of an hour and follows; who starred a repository follows it. `newest`: epoch milliseconds. */
export async function readSample(newest: number, file?: string): Promise<Sample> {
  const actions = await sampleActions(file);
  const follows = [...(await friendships()), ...starred(actions)];
  const reader = busiestReader(actions, follows);
  return { actions: shifted(actions, newest).reverse(), follows, newest, reader };
}

function shifted(actions: readonly Action[], newest: number): Action[] {
  const was = Math.max(...actions.map(({ timestamp }) => Date.parse(timestamp)));
  const move = (time: string) => new Date(Date.parse(time) + newest - was).toISOString();
  return actions.map((action) => ({ ...action, timestamp: move(action.timestamp) }));
}

/** Follows first: they are few, and feeds fill from the first action on. */
export async function sendSample(
  { actions, follows }: Sample,
  destination: Destination,
): Promise<{ readonly actions: Report; readonly follows: Report }> {
  const hear = (before: number) => ({
    onBatch: ({ done }: Report) => destination.onProgress(before + done),
  });
  const followed = await upload(entriesOf(follows), destination.follows, hear(0));
  const sent = await upload(entriesOf(actions), destination.actions, hear(follows.length));
  return { actions: sent, follows: followed };
}

const entriesOf = (bodies: readonly object[]) =>
  bodies.map((body) => ({ place: "the sample", body: { ...body } }));

interface Follow {
  readonly user: string;
  readonly follow_object: string;
  readonly actor_only?: boolean;
  readonly send_action: false;
}

async function friendships(): Promise<Follow[]> {
  const follows: Follow[] = [];
  for await (const { text = "" } of linesOf(openInput(FOLLOWS))) {
    const [a, b] = text.split(",");
    if (!a || !b) continue;
    follows.push({ user: `user:${a}`, follow_object: `user:${b}`, send_action: false });
    follows.push({ user: `user:${b}`, follow_object: `user:${a}`, send_action: false });
  }
  return follows;
}

const starred = (actions: readonly Action[]): Follow[] =>
  actions
    .filter(({ verb }) => verb === "starred")
    .map(({ actor, target }) => ({
      user: `user:${actor.id}`,
      follow_object: `repository:${target.id}`,
      actor_only: false,
      send_action: false,
    }));

function busiestReader(actions: readonly Action[], follows: readonly Follow[]): Sample["reader"] {
  const count = new Map<string, number>();
  const add = (key: string) => count.set(key, (count.get(key) ?? 0) + 1);
  for (const { actor, target } of actions) {
    add(`user:${actor.id}`);
    add(`repository:${target.id}`);
  }
  const reads = new Map<string, number>();
  for (const { user, follow_object } of follows)
    reads.set(user, (reads.get(user) ?? 0) + (count.get(follow_object) ?? 0));
  const [best] = [...reads].sort(([, a], [, b]) => b - a);
  const id = best?.[0].slice("user:".length);
  if (id === undefined) return undefined;
  return { id, name: actions.find(({ actor }) => actor.id === id)?.actor.name ?? id };
}
