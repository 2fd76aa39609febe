import type { EntityRef } from "../../domain/entity.ts";
import type { FeedState } from "../../domain/feed.ts";
import type { Rule } from "../../domain/filters.ts";
import { suppressUnhandled } from "../../domain/merge.ts";
import type { Table } from "../../table/table.ts";
import { inForce, getMuteList, muteHash } from "./mute-list.ts";

/** Who is muted at a moment: hashes of their names. */
export type Muted = Readonly<Record<string, number>>;

/** What the owner of a feed mutes. Looks where its state does not say that this is nobody, once a page. */
export type MuteLook = (state: FeedState, now: number) => Promise<Muted>;

/** `atOnce`: somebody will be muted, as far as is known, so that the look need not wait for a state. */
export function muteLook(table: Table, owner: EntityRef, atOnce: boolean): MuteLook {
  const look = () => suppressUnhandled(getMuteList(table, owner, false));
  let list = atOnce ? look() : undefined;
  return async ({ mutes, incarnation }, now) =>
    mutes === false ? {} : inForce(await (list ??= look()), incarnation, now);
}

/** What nobody who is muted did. */
export const notMuted =
  (muted: Muted): Rule =>
  ({ actor }) =>
    muted[muteHash(actor)] === undefined;
