import { createHash } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { muteListKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const storedList = z.object({
  version: z.int(),
  epoch: z._default(z.int(), 0),
  muted: z.record(z.string(), z.number()),
});

export interface MuteList {
  readonly version: number;
  /** The muter's incarnation when it was written: mutes of an earlier one are gone. */
  readonly incarnation: Incarnation;
  /** When each ends in epoch milliseconds (0: never), by the hash of the muted's key. */
  readonly muted: Readonly<Record<string, number>>;
}

export const NO_MUTES: MuteList = { version: 0, incarnation: 0, muted: {} };

/** 128 bits: collisions cannot be made. */
export const muteHash = (muted: EntityRef): string =>
  createHash("sha256").update(entityKey(muted)).digest("base64url").slice(0, 22);

export function parseMuteList(item: unknown): MuteList {
  const { epoch: incarnation, ...list } = storedList.parse(item);
  return { ...list, incarnation };
}

export const muteListItem = (muter: EntityRef, { version, incarnation: epoch, muted }: MuteList) => ({
  ...muteListKey(muter),
  ...{ version, epoch, muted },
});

/** V4. What an entity mutes. */
export async function getMuteList(table: Table, muter: EntityRef, consistent: boolean): Promise<MuteList> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: muteListKey(muter), ConsistentRead: consistent }),
  );
  return Item === undefined ? NO_MUTES : parseMuteList(Item);
}

const isOn = (until: number, now: number): boolean => until === 0 || until > now;

export function inForce(
  { incarnation, muted }: MuteList,
  current: Incarnation,
  now: number,
): Record<string, number> {
  if (incarnation < current) return {};
  return Object.fromEntries(Object.entries(muted).filter(([, until]) => isOn(until, now)));
}

export function mutes({ muted }: Pick<MuteList, "muted">, entity: EntityRef, now: number): boolean {
  const until = muted[muteHash(entity)];
  return until !== undefined && isOn(until, now);
}
