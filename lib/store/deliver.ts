import { type Entry, rolesOf } from "../domain/action.ts";
import { limits } from "../domain/limits.ts";
import { eachAtMost } from "../domain/merge.ts";
import { after } from "../domain/position.ts";
import { followersOf } from "./edges.ts";
import { type Audience, type Changed, type ReadAudience, audiencesOf, fanOut, untilAtRest, writeFeeds } from "./fan-out.ts";
import { type RowPlace, publicStreamPlace, typeStreamPlace } from "./keys.ts";
import { putOrRemove } from "./rows.ts";
import type { Table } from "./table.ts";

const AT_ONCE = 3;

/** Hands an audience to somebody who works through it chunk by chunk, so that nobody waits behind it. */
export type Delegate = (changed: Changed, audience: Audience) => Promise<void>;

/**
 * D1. Brings every listed stream and feed up to what an action is now. Small audiences are served in place, large ones
 * delegated. Safe to repeat, late, and out of order.
 * @returns how many feeds were written in place
 */
export async function deliver(table: Table, changed: Changed, delegate: Delegate, now: number): Promise<number> {
  const small: ReadAudience[] = [];
  const large: Audience[] = [];
  await eachAtMost(AT_ONCE, await audiencesOf(table, changed.body), async (audience) => {
    const followers = await followersOf(table, audience.entity, audience.edges, {}, limits.inPlace + 1);
    if (followers.length > limits.inPlace) large.push(audience);
    else if (followers.length > 0) small.push({ ...audience, followers });
  });
  let written = 0;
  await untilAtRest(table, changed.position, async (entry) => {
    await writeLists(table, changed, entry);
    const feeds = await eachAtMost(AT_ONCE, small, (audience) => writeFeeds(table, changed.position, entry, audience, now));
    written += feeds.reduce((sum, one) => sum + one, 0);
  });
  // Last: whatever fails before is repeated, and a large fan-out should not be begun each time.
  for (const audience of large) await delegate(changed, audience);
  return written;
}

/** D4. Brings every listed stream up to what an action is now. */
export const list = (table: Table, changed: Changed): Promise<void> =>
  untilAtRest(table, changed.position, (entry) => writeLists(table, changed, entry));

const writeLists = (table: Table, changed: Changed, entry: Entry | undefined): Promise<void> =>
  putOrRemove(table, changed.position, entry, listedStreams(changed));

/**
 * D3. Serves the first chunk of a large audience. What is left is delegated before, so that chunks are under way at the
 * same time; each may be repeated.
 * @returns how many feeds were written
 */
export async function deliverChunk(
  table: Table,
  changed: Changed,
  audience: Audience,
  delegate: Delegate,
  now: number,
): Promise<number> {
  const range = { ...(audience.low !== undefined && { low: audience.low }) };
  const chunk = await followersOf(table, audience.entity, audience.edges, range, limits.chunk);
  const last = chunk.at(-1);
  if (last === undefined) return 0;
  if (chunk.length === limits.chunk) await delegate(changed, { ...audience, low: after(last.sk) });
  return fanOut(table, changed, { ...audience, followers: chunk }, now);
}

/** The public stream, and that of each type that takes part. */
function listedStreams({ body }: Changed): RowPlace[] {
  const types = new Set(Object.values(rolesOf(body)).map(({ model_type }) => model_type));
  return [publicStreamPlace(), ...[...types].map(typeStreamPlace)];
}
