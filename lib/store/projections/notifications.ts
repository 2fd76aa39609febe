import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { type StoredAction, entryId } from "../../domain/action.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { groupIdOf } from "../../domain/notifications/group-id.ts";
import { isNotified, toldBy } from "../../domain/notifications/notified.ts";
import { splitPosition } from "../../domain/position.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";
import { getOccupant } from "../actions/actions.ts";
import { deleteRecipients, parseRecipients, recipientsOf } from "../actions/recipients.ts";
import { type Seed, reconcile, seedOf } from "../notifications/reconcile.ts";
import { type Images, itemsOf, readableAction } from "./change-record.ts";
import type { Projection } from "./projection.ts";

const AT_ONCE = 8;

/** An action with those who may have been notified, or may be now. */
interface Told {
  readonly seed: Seed;
  readonly group: string;
  readonly owners: readonly EntityRef[];
}

/**
 * Records with the same text concern the same notification groups and are handled together: a hundred actions
 * on one thing cost each recipient a write or two. Other passes set unreadable records aside.
 */
export function notificationGroup(images: Images): string | undefined {
  for (const item of itemsOf(images)) {
    const many = parseRecipients(item);
    if (many !== undefined) return many.group;
    const action = readableAction(item);
    if (action !== undefined) return groupOf(action);
  }
  return undefined;
}

const groupOf = ({ body, position }: StoredAction): string =>
  groupIdOf(body, splitPosition(position).timestamp);

/** Notifications of everybody whom a changed action notifies, or did until now. */
export const notifications: Projection = {
  async handle(images, { table, clock }) {
    const all = (await eachAtMost(AT_ONCE, images, (image) => toldIn(table, image))).flat();
    const places = Map.groupBy(
      all.flatMap(({ owners, ...told }) => owners.map((owner) => ({ ...told, owner }))),
      ({ owner, group }) => JSON.stringify([group, entityKey(owner)]),
    );
    await eachAtMost(AT_ONCE, [...places.values()], async (told) => {
      const [{ owner, group }] = told as [(typeof told)[0], ...typeof told];
      const seeds = new Map(told.map(({ seed }) => [seed.id, seed]));
      await reconcile(table, { owner, group }, [...seeds.values()], clock);
    });
    await eachAtMost(AT_ONCE, images, (image) => forgetRecipients(table, image));
    return 0;
  },
};

async function toldIn(table: Table, images: Images): Promise<Told[]> {
  const items = itemsOf(images);
  const actions = items.flatMap((item) => readableAction(item) ?? []);
  const fromActions = await eachAtMost(1, actions, async (action): Promise<Told> => {
    const to = await recipientsOf(table, action);
    return {
      seed: seedOf(entryId(action), action.body),
      group: groupOf(action),
      owners: toldBy(action.body, to),
    };
  });
  const fromLists = items.flatMap((item): Told[] => {
    const many = parseRecipients(item);
    if (many === undefined) return [];
    const { id, actor, verb, group, to } = many;
    const owners = to.filter((owner) => isNotified(owner) && entityKey(owner) !== actor);
    return [{ seed: { id, actor, verb }, group, owners }];
  });
  return [...fromActions, ...fromLists];
}

/** A deleted action's recipients are kept while they may hold a member of it. */
async function forgetRecipients(table: Table, images: Images): Promise<void> {
  const [old, now] = itemsOf(images).map(readableAction);
  if (now !== undefined || old?.body.to_many !== true) return;
  const id = entryId(old);
  if ((await getOccupant(table, id))?.kind !== "action")
    await write(table, new DeleteCommand(deleteRecipients(table, id)));
}
