import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { HEAD_KIND, PREFIX } from "../../contract/table.ts";
import { type EntityRef, entityKey, parseEntityKey } from "../../domain/entity.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { isNotified } from "../../domain/notifications/notified.ts";
import { batchWrite } from "../../table/batch.ts";
import { groupOfRow, noteStateKey, parseNotePartition, toKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";
import { isAction, parseAction } from "../actions/action-item.ts";
import { getActions } from "../actions/actions.ts";
import { parseRecipients } from "../actions/recipients.ts";
import { beginIncarnation } from "../entities/delete-entity.ts";
import { getStored, parseEntity } from "../entities/entities.ts";
import { parseHead } from "../notifications/heads.ts";
import { memberOf } from "../notifications/rows.ts";
import { eraseNotes, getNoteState } from "../notifications/state.ts";
import { type Told, reconcileTold, toldOfAction, toldOfList } from "../notifications/told.ts";
import { AT_ONCE, type Item, itemsUnder } from "./items.ts";

/** Z2. Makes an entity's incarnation and that of its notifications agree: what began later is right. */
export async function mendIncarnations(table: Table, items: readonly Item[], now: number): Promise<void> {
  const deleted = itemsUnder(items, PREFIX.entity)
    .filter((item) => parseEntity(item).incarnation > 0)
    .map(({ pk }) => parseEntityKey(pk.slice(PREFIX.entity.length)));
  const noted = itemsUnder(items, PREFIX.note)
    .map((item) => ({ owner: parseNotePartition(item.pk), sk: item.sk }))
    .filter(({ owner, sk }) => sk === noteStateKey(owner).sk)
    .map(({ owner }) => owner);
  const owners = new Map([...deleted, ...noted].filter(isNotified).map((one) => [entityKey(one), one]));
  await eachAtMost(AT_ONCE, [...owners.values()], (owner) => agree(table, owner, now));
}

async function agree(table: Table, owner: EntityRef, now: number): Promise<void> {
  const [entity, notes] = await Promise.all([getStored(table, owner), getNoteState(table, owner)]);
  if (notes.incarnation < entity.incarnation)
    await write(table, new UpdateCommand(eraseNotes(table, owner, entity.incarnation, now)));
  // The second walk names it, as every deletion that is under way.
  if (notes.incarnation > entity.incarnation)
    await write(table, new UpdateCommand(beginIncarnation(table, owner, entity)));
}

/** Z3. Makes notifications what these items say; lists of mutes and incarnations must be right by then. */
export async function mendNotes(table: Table, items: readonly Item[], now: number): Promise<void> {
  const actions = items.filter(isAction).map(parseAction);
  const lists = items.flatMap((item) => parseRecipients(item) ?? []);
  const told = await eachAtMost(AT_ONCE, actions, (action) => toldOfAction(table, action));
  const all = [...told, ...lists.map(toldOfList), ...itemsUnder(items, PREFIX.note).flatMap(heldIn)];
  await reconcileTold(table, all, () => now);
  const ids = lists.map(({ id }) => id);
  const alive = ids.length === 0 ? undefined : await getActions(table, ids, true);
  await batchWrite(table, [], ids.filter((id) => alive?.has(id) !== true).map(toKey));
}

function heldIn(item: Item): Told[] {
  const owners = [parseNotePartition(item.pk)];
  if (item["kind"] === HEAD_KIND) {
    const { id: group, verb, members } = parseHead(item);
    return members.map(({ id, actor }) => ({ seed: { id, actor, verb }, group, owners }));
  }
  const group = groupOfRow(item.sk);
  if (group === undefined) return [];
  const { id, actor } = memberOf(item);
  // No row is without its head, which has the verb.
  return [{ seed: { id, actor, verb: "" }, group, owners }];
}
