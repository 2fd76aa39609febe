import { type StoredAction, entryId } from "../../domain/action.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { groupIdOf } from "../../domain/notifications/group-id.ts";
import { isNotified, toldBy } from "../../domain/notifications/notified.ts";
import { splitPosition } from "../../domain/position.ts";
import type { Table } from "../../table/table.ts";
import { type ManyRecipients, recipientsOf } from "../actions/recipients.ts";
import { type Seed, reconcile, seedOf } from "./reconcile.ts";

const AT_ONCE = 8;

export interface Told {
  readonly seed: Seed;
  readonly group: string;
  readonly owners: readonly EntityRef[];
}

export const groupOf = ({ body, position }: StoredAction): string =>
  groupIdOf(body, splitPosition(position).timestamp);

export const toldOfAction = async (table: Table, action: StoredAction): Promise<Told> => ({
  seed: seedOf(entryId(action), action.body),
  group: groupOf(action),
  owners: toldBy(action.body, await recipientsOf(table, action)),
});

/** The same from an action's item of many recipients, without the action. */
export const toldOfList = ({ id, actor, verb, group, to }: ManyRecipients): Told => ({
  seed: { id, actor, verb },
  group,
  owners: to.filter((owner) => isNotified(owner) && entityKey(owner) !== actor),
});

/** Reconciles some actions for everybody that they notify: the same group of one recipient at once. */
export async function reconcileTold(table: Table, all: readonly Told[], clock: () => number): Promise<void> {
  const places = Map.groupBy(
    all.flatMap(({ owners, ...told }) => owners.map((owner) => ({ ...told, owner }))),
    ({ owner, group }) => JSON.stringify([group, entityKey(owner)]),
  );
  await eachAtMost(AT_ONCE, [...places.values()], async (told) => {
    const [{ owner, group }] = told as [(typeof told)[0], ...typeof told];
    const seeds = new Map(told.map(({ seed }) => [seed.id, seed]));
    await reconcile(table, { owner, group }, [...seeds.values()], clock);
  });
}
