import type { EntityRef } from "../../domain/entity.ts";
import type { FeedState } from "../../domain/feed.ts";
import type { Rule } from "../../domain/filters.ts";
import { suppressUnhandled } from "../../domain/merge.ts";
import type { Table } from "../../table/table.ts";
import { inForce, getMuteList, muteHash } from "./mute-list.ts";

export type Muted = Readonly<Record<string, number>>;

/** What the owner of a feed mutes: at most one read a page, none if the state says nobody. */
export type MuteLook = (state: FeedState, now: number) => Promise<Muted>;

/** `atOnce`: somebody is probably muted, so the read does not wait for the state. */
export function muteLook(table: Table, owner: EntityRef, atOnce: boolean): MuteLook {
  const look = () => suppressUnhandled(getMuteList(table, owner, false));
  let list = atOnce ? look() : undefined;
  return async ({ mutes, incarnation }, now) =>
    mutes === false ? {} : inForce(await (list ??= look()), incarnation, now);
}

export const notMuted =
  (muted: Muted): Rule =>
  ({ actor }) =>
    muted[muteHash(actor)] === undefined;
