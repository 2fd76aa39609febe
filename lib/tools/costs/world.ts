import { type Entry, type StoredAction, newAction } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { takePage } from "../../domain/page.ts";
import { type Position, type Walk, before } from "../../domain/position.ts";
import { SECOND } from "../../domain/time.ts";
import { updateAction } from "../../store/actions/actions.ts";
import { type Chunk, type Delegate, type Listing, deliver, deliverRest } from "../../store/feeds/deliver.ts";
import { openFeed } from "../../store/feeds/feeds.ts";
import { postAction } from "../../store/actions/post-action.ts";
import { postFollow, postUnfollow } from "../../store/graph/post-follow.ts";
import { shardsToRead } from "../../store/streams/shards.ts";
import { sharing } from "../../table/sharing.ts";
import type { Table } from "../../table/table.ts";
import type { Consumed, Metered } from "./meter.ts";

export const NOW = Date.parse("2026-01-01T00:00:00Z");
export const SETTLED = NOW + 120 * SECOND;
export const PAGE = 25;
/** With this description an action has the sample's mean size: 660 bytes in the table, 510 in a feed. */
export const TYPICAL = "x".repeat(230);

export const user = (id: string): EntityRef => ({ model_type: "user", id });

interface Below {
  readonly below?: Position;
  readonly generation?: number | undefined;
}

/** All work of the stream's consumer and the queue's on an action, with so many chunks at once. */
export async function deliverWhole(
  table: Table,
  action: StoredAction,
  now: number,
  atOnce = 1,
): Promise<void> {
  const waiting: (Chunk | Listing)[] = [];
  const running = new Set<Promise<void>>();
  const begin = () => {
    const chunk = running.size < atOnce ? waiting.shift() : undefined;
    if (chunk === undefined) return;
    const work: Promise<void> = deliverRest(table, chunk, delegate, now).then(() => {
      running.delete(work);
      begin();
    });
    running.add(work);
  };
  // A chunk delegates the next before it does its own.
  const delegate: Delegate = (chunk) => {
    waiting.push(chunk);
    begin();
    return Promise.resolve();
  };
  await deliver(table, action, delegate, now);
  while (running.size > 0) await Promise.all(running);
}

export class World {
  readonly table: Table;
  readonly measure: (work: () => Promise<unknown>) => Promise<Consumed>;

  constructor({ table, measure }: Metered) {
    this.table = { ...table, trace: "1-6954a3c0-bd862e3fe1be46a994272793" }; // as long as those of the gateway
    // A running function knows the shards of listed streams: it reads them at most twice a minute.
    this.measure = async (work) => {
      await shardsToRead(this.table);
      return measure(work);
    };
  }

  async post(actor: string, more: object = {}, now = NOW): Promise<StoredAction> {
    const input = newAction.parse({ verb: "pushed", description: TYPICAL, ...more });
    return (await postAction(this.table, { callerKey: "costs", actor: user(actor), input }, now)).action;
  }

  async hide(action: StoredAction): Promise<void> {
    await updateAction(this.table, action, { ...action.body, public: false });
  }

  follow(follower: string, followed: string, actorOnly = true): Promise<void> {
    const edge = { follower: user(follower), followed: user(followed), flag: DEFAULT_FLAG };
    return postFollow(
      this.table,
      { callerKey: "costs", ...edge, actorOnly, started: undefined, sendAction: true },
      NOW,
    );
  }

  unfollow(follower: string, followed: string, sendAction = false): Promise<void> {
    const edge = { follower: user(follower), followed: user(followed), flag: DEFAULT_FLAG };
    return postUnfollow(this.table, { callerKey: "costs", ...edge, sendAction }, NOW);
  }

  deliver(action: StoredAction, now = NOW): Promise<void> {
    return deliverWhole(sharing(this.table), action, now);
  }

  async feed(owner: string, now = SETTLED, { below, generation: hint }: Below = {}) {
    const walk = { ...FIRST, range: below === undefined ? {} : { high: before(below) } };
    const request = { owner: user(owner), flag: DEFAULT_FLAG, own: false, walk, generation: hint };
    const { entries, generation } = await openFeed(this.table, request, now);
    const { items } = await takePage(entries, PAGE);
    return { items, below: items.at(-1)?.position ?? "", generation };
  }

  async page(open: (table: Table, walk: Walk) => AsyncIterable<Entry>): Promise<readonly Entry[]> {
    return (await takePage(open(this.table, FIRST), PAGE)).items;
  }
}

export const FIRST: Walk = { range: {}, direction: "older", chunk: PAGE + 1 };
