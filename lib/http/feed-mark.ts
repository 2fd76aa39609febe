import * as z from "zod/mini";
import type { Caller } from "../domain/caller.ts";
import { type EntityRef, entityKey } from "../domain/entity.ts";
import { invalidField } from "../domain/errors.ts";
import { DEFAULT_FLAG, flag } from "../domain/follow.ts";
import { type Mark, seal, unseal } from "../store/access/cursor.ts";
import type { Feed } from "../store/feeds/feed-state.ts";
import type { Table } from "../table/table.ts";
import { ownerOf, userParameter } from "./user-parameter.ts";

export const feedOfUser = { flag: z.optional(flag), ...userParameter };

/** @throws 400 where a service names nobody, 403 where a user names another */
export const feedAsked = (
  caller: Caller,
  query: { flag?: string | undefined; user?: EntityRef | undefined },
): Feed => ({ owner: ownerOf({ caller, query }), flag: query.flag ?? DEFAULT_FLAG });

export const ALL = "all";

export const newFeedMark = z.strictObject({ seen: z.string().check(z.maxLength(4096, "is no mark")) });

const scopeOf = ({ owner, flag: name }: Feed): string => `mark of the feed ${name} of ${entityKey(owner)}`;

const stored = z.object({ p: z.string(), e: z.int() });

/** A mark is only valid for this feed, whoever sends it. */
export const sealMark = (table: Table, feed: Feed, { position: p, incarnation: e }: Mark): Promise<string> =>
  seal(table, scopeOf(feed), { p, e });

/** @throws 400 for a mark of another feed, or an edited one */
export async function openMark(table: Table, feed: Feed, text: string): Promise<Mark> {
  const opened = await unseal(table, scopeOf(feed), text);
  if (opened === undefined)
    throw invalidField("seen", "is not a mark of this feed; take it from a page as it is");
  const { p, e } = stored.parse(opened);
  return { position: p, incarnation: e };
}
