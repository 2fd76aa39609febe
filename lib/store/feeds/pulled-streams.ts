import { type EntityRef, sameEntity } from "../../domain/entity.ts";
import { type PulledEntity, isPulled } from "../../domain/feed.ts";
import type { Entries } from "../../domain/merge.ts";
import { type Walk, positionOf } from "../../domain/position.ts";
import { SECOND, toTimestamp } from "../../domain/time.ts";
import { headStream } from "../streams/heads.ts";
import { roleStream } from "../streams/streams.ts";
import type { Table } from "../../table/table.ts";
import { chunkOf, namedStreams, streamsOf } from "./feed-build.ts";

/** Longer than any head is remembered, and clocks differ. */
const OWN = 60 * SECOND;
const OWN_CHUNK = 10;

/** G19. Pulled entities' newest actions are remembered for a moment: all read them. The owner's are not. */
export function pulledStreams(
  table: Table,
  owner: EntityRef,
  pulledEntities: readonly PulledEntity[],
  walk: Walk,
): Entries[] {
  const { range, direction } = walk;
  if (direction === "newer" || range.low !== undefined || range.high !== undefined)
    return streamsOf(table, pulledEntities, walk);
  const named = namedStreams(pulledEntities);
  const each = { ...walk, chunk: chunkOf(walk, named.length) };
  const streams = named.map((one) =>
    sameEntity(one.entity, owner) ? roleStream(table, one, each) : headStream(table, one, each, owner),
  );
  const inEveryRole = pulledEntities.filter(({ actorOnly }) => !actorOnly);
  return inEveryRole.length === 0 ? streams : [...streams, ownLately(table, owner, inEveryRole, walk)];
}

async function* ownLately(
  table: Table,
  owner: EntityRef,
  pulledEntities: readonly PulledEntity[],
  walk: Walk,
): Entries {
  const low = positionOf(toTimestamp(table.nondeterminism.clock() - OWN), "");
  const own = { ...walk, range: { low }, chunk: OWN_CHUNK };
  for await (const entry of roleStream(table, { entity: owner, role: "actor" }, own))
    if (isPulled(entry.body, pulledEntities)) yield entry;
}
