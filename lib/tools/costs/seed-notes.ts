import { createHash, randomUUID } from "node:crypto";
import { newAction } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { groupIdOf } from "../../domain/notifications/group-id.ts";
import { splitPosition } from "../../domain/position.ts";
import { DAY } from "../../domain/time.ts";
import { postAction } from "../../store/actions/post-action.ts";
import { putEntity } from "../../store/entities/put-entity.ts";
import { type Seed, reconcile, seedOf } from "../../store/notifications/reconcile.ts";
import { batchWrite } from "../../table/batch.ts";
import { arrivedPosition, groupOfHead, noteHeadKey, notePartition } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { NOW, type World, user } from "./world.ts";

export const OWNER: EntityRef = user("told");

export interface Telling {
  readonly group: string;
  readonly seed: Seed;
}

export async function told(world: World, actor: string, target: string, now = NOW): Promise<Telling> {
  const input = newAction.parse({ verb: "liked", target, to: ["user:told"] });
  const { action } = await postAction(world.table, { callerKey: "costs", actor: user(actor), input }, now);
  const { id, timestamp } = splitPosition(action.position);
  return { group: groupIdOf(action.body, timestamp), seed: seedOf(id, action.body) };
}

export async function notify(world: World, tellings: readonly Telling[], now = NOW): Promise<void> {
  const [first] = tellings;
  if (first === undefined) return;
  const place = { owner: OWNER, group: first.group };
  await reconcile(
    world.table,
    place,
    tellings.map(({ seed }) => seed),
    () => now,
  );
}

/** A group with so many members, by people with ids as long as UUIDs and with avatars. */
export async function fullGroup(world: World, members: number, thing = "document:1"): Promise<Telling> {
  const people = Array.from({ length: members }, () => randomUUID());
  const tellings: Telling[] = [];
  for (const [index, id] of people.entries()) {
    const avatar_url = `https://example.com/avatars/${id}.png`;
    await putEntity(world.table, user(id), { name: `Somebody ${index}`, avatar_url });
    tellings.push(await told(world, id, thing));
  }
  await notify(world, tellings);
  return tellings[0] as Telling;
}

export const APART = DAY / 3;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Stores copies of the owner's one group, each `apart` milliseconds older than the last. */
export async function copyGroup(world: World, count: number, apart = APART): Promise<void> {
  const items = await query(world.table, notePartition(OWNER), {});
  const head = items.find(({ arrived }) => arrived !== undefined);
  if (head === undefined) throw new Error("there is no group to copy");
  const first = groupOfHead(String(head["sk"]));
  const copies = Array.from({ length: count }, (_copy, index) => {
    const at = NOW - Math.round((index + 1) * apart);
    const day = Math.floor(at / DAY)
      .toString(16)
      .padStart(4, "0");
    const id = day + hashOf(String(index)).slice(0, first.length - day.length);
    return {
      ...head,
      ...noteHeadKey(OWNER, id),
      ...{ arrived: arrivedPosition(0, at, id), high: at, newest: at, first: at },
    };
  });
  await batchWrite(world.table, copies, []);
}
