import { deliverWhole } from "../costs/world.ts";
import { type StoredAction, entryId, newEntry } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { ROW_LIFE } from "../../domain/feed.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { type LocalService, startService } from "../../local/service.ts";
import { getActions } from "../../store/actions/actions.ts";
import { batchWrite, chunks } from "../../table/batch.ts";
import { fanOutChain, feedPlace, followersPartition, turnKey } from "../../table/keys.ts";
import { rowItem } from "../../store/streams/rows.ts";
import { sharing } from "../../table/sharing.ts";
import type { Table } from "../../table/table.ts";
import { type Api, apiAs } from "./api.ts";
import { callTimes } from "./call-times.ts";
import { complete, sampleOf } from "./delivery.ts";
import { progress } from "./figures.ts";
import { countRows, fansOf, seedFollowers, user } from "./seed.ts";

/** Rows for each audience; the largest gets a single post. */
const ROWS = 20_000;
const MOST_POSTS = 500;
/** The API's limit. */
const POSTS_IN_A_BATCH = 100;
const SAMPLE = 100;
const BARE_BATCH = 500;
const AT_ONCE = 4;
/** As many as the function behind the stream handles. */
const GROUPS_AT_ONCE = 32;
/** Enough chunks for two hundred thousand followers. */
const MOST_TURNS = 100;
const ELSEWHERE = 99;

interface Deliveries {
  readonly followers: number;
  readonly posts: number;
  readonly deliveriesPerSecond: number;
  readonly bareRowsPerSecond: number;
  readonly ofBare: string;
  /** The same deliveries in one process, without the stream. */
  readonly withoutStream: number;
  readonly ofThese: string;
  readonly profile: string;
}

const WARM_UP = 30;

export async function benchDeliveries(sizes: readonly number[]): Promise<{ rows: readonly Deliveries[] }> {
  const settings = { celebrityFollowers: 2 * Math.max(...sizes, 1000) };
  const service = await startService({ port: 0, settings, onStep: progress });
  try {
    const api = await apiAs(service.url);
    await measure(service, api, WARM_UP);
    const rows: Deliveries[] = [];
    for (const followers of sizes) rows.push(await measure(service, api, followers));
    return { rows };
  } finally {
    await service.stop();
  }
}

async function measure({ table, mappings }: LocalService, api: Api, followers: number): Promise<Deliveries> {
  const star = `star-${followers}`;
  await seedFollowers(table, star, followers, (done) => progress(`${done} of ${followers} followers made`));
  const fans = fansOf(star, followers);
  const posts = Math.max(1, Math.min(MOST_POSTS, Math.floor(ROWS / followers)));
  const count = posts * followers;
  progress(`writing ${count} rows and nothing else`);
  const before = await bare(table, fans, posts);
  const actions = Array.from({ length: posts }, () => ({ actor: `user:${star}`, verb: "pushed" }));
  progress(`posting to ${followers} followers, ${posts} times`);
  // What is posted waits in the stream, so that the time of the posts is not the deliveries'.
  for (const mapping of mappings) mapping.isOn = false;
  const posted = await postAll(api, actions);
  for (const mapping of mappings) mapping.isOn = true;
  const began = performance.now();
  const arrived = (some: readonly EntityRef[], { id, timestamp }: Posted) =>
    complete(() => countRows(table, some, timestamp, id), some.length);
  let ended = began;
  const sample = [...new Set([...sampleOf(fans, SAMPLE), ...fans.slice(-1)])];
  for (const action of posted) ended = Math.max(ended, (await arrived(sample, action)).at);
  // Counting all rows takes seconds of its own: it starts after a sample is complete.
  for (const action of posted) {
    const { at, counts } = await arrived(fans, action);
    if (counts > 1) ended = Math.max(ended, at);
  }
  const seconds = (ended - began) / 1000;
  progress(`writing ${count} rows and nothing else, once more`);
  // A machine's speed changes: the mean of before and after is fairer.
  const bareSeconds = (before + (await bare(table, fans, posts))) / 2;
  const [deliveriesPerSecond, bareRowsPerSecond] = [
    Math.round(count / seconds),
    Math.round(count / bareSeconds),
  ];
  progress(`delivering ${posts} posts again, by hand`);
  const { seconds: byHand, profile } = await deliverByHand(
    table,
    posted.map(({ id }) => id),
  );
  const share = (least: number) => `${Math.round((100 * least) / seconds)} %`;
  const [ofBare, ofThese, withoutStream] = [share(bareSeconds), share(byHand), Math.round(count / byHand)];
  return {
    followers,
    posts,
    deliveriesPerSecond,
    bareRowsPerSecond,
    ofBare,
    withoutStream,
    ofThese,
    profile,
  };
}

async function postAll(api: Api, actions: readonly object[]): Promise<Posted[]> {
  const posted: Posted[] = [];
  for (const some of chunks(actions, POSTS_IN_A_BATCH)) {
    const { results } = (await api.call("POST", "/actions/batch", { actions: some })) as {
      results: { action: Posted }[];
    };
    posted.push(...results.map(({ action }) => action));
  }
  return posted;
}

async function deliverByHand(
  table: Table,
  ids: readonly string[],
): Promise<{ seconds: number; profile: string }> {
  const actions = [...(await getActions(table, ids, true)).values()];
  await forgetTurns(table, actions);
  const began = performance.now();
  const shared = sharing(table);
  await eachAtMost(GROUPS_AT_ONCE, actions, (action) => deliverWhole(shared, action, Date.now(), AT_ONCE));
  const seconds = (performance.now() - began) / 1000;
  const [first] = actions;
  if (first === undefined) throw new Error("what was posted is not there");
  progress("and once more, one call at a time");
  await forgetTurns(table, [first]);
  const times = callTimes(table);
  return {
    seconds,
    profile: await times.profile(() => deliverWhole(sharing(times.table), first, Date.now())),
  };
}

/** Large fan-outs are done once for each version of an action. */
async function forgetTurns(table: Table, actions: readonly StoredAction[]): Promise<void> {
  const chains = actions.map((action) =>
    fanOutChain(entryId(action), String(action.version), followersPartition(action.body.actor, "actor")),
  );
  const numbers = Array.from({ length: MOST_TURNS }, (_turn, number) => number);
  const keys = chains.flatMap((chain) => numbers.map((number) => turnKey(chain, number)));
  await batchWrite(table, [], keys);
}

interface Posted {
  readonly id: string;
  readonly timestamp: string;
}

async function bare(table: Table, fans: readonly EntityRef[], posts: number): Promise<number> {
  const items = Array.from({ length: posts }, (_post, index) => {
    const body = { actor: { ...user("star") }, verb: "pushed", public: true };
    const entry = newEntry(`bare-${index}`, new Date().toISOString(), body);
    return fans.map((fan) => rowItem(feedPlace(fan, DEFAULT_FLAG, ELSEWHERE), entry, Date.now() + ROW_LIFE));
  }).flat();
  const began = performance.now();
  await eachAtMost(AT_ONCE, chunks(items, BARE_BATCH), (some) => batchWrite(table, some, []));
  return (performance.now() - began) / 1000;
}
