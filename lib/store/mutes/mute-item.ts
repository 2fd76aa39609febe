import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { INDEXES, TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { storedIncarnation } from "../../domain/incarnation.ts";
import type { Mute } from "../../domain/mute.ts";
import { positionOf } from "../../domain/position.ts";
import { DAY, SECOND } from "../../domain/time.ts";
import type { Whole } from "../../domain/whole.ts";
import { muteKey, mutedPartition, parseMuteKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const storedMute = z.object({
  pk: z.string(),
  sk: z.string(),
  since: z.string(),
  until: z.optional(z.string()),
  muter_epoch: z._default(z.int(), 0),
  muted_epoch: z._default(z.int(), 0),
});

/** Ended mutes are kept this long, for what is derived from them. */
const KEPT = DAY;

export function muteItem(mute: Mute): Record<string, unknown> {
  const { muter, muted, since, until, muterIncarnation, mutedIncarnation } = mute;
  return {
    ...({
      ...muteKey(muter, muted),
      since,
      until,
      muter_epoch: storedIncarnation(muterIncarnation),
      muted_epoch: storedIncarnation(mutedIncarnation),
    } satisfies Whole<z.input<typeof storedMute>>),
    [TTL_ATTRIBUTE]: until && Math.ceil((Date.parse(until) + KEPT) / SECOND),
    [INDEXES.followed.partition]: mutedPartition(muted),
    [INDEXES.followed.sort]: positionOf(since, entityKey(muter)),
  };
}

export function parseMute(item: unknown): Mute {
  const {
    pk,
    sk,
    since,
    until,
    muter_epoch: muterIncarnation,
    muted_epoch: mutedIncarnation,
  } = storedMute.parse(item);
  return { ...parseMuteKey({ pk, sk }), since, until, muterIncarnation, mutedIncarnation };
}

/** V5. One mute, read consistently; it may have ended, and be of an earlier incarnation of either side. */
export async function getMute(table: Table, muter: EntityRef, muted: EntityRef): Promise<Mute | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: muteKey(muter, muted), ConsistentRead: true }),
  );
  return Item && parseMute(Item);
}
