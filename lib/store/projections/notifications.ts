import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { PREFIX } from "../../contract/table.ts";
import { entryId } from "../../domain/action.ts";
import { eachAtMost } from "../../domain/merge.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";
import { getOccupant } from "../actions/actions.ts";
import { deleteRecipients, parseRecipients } from "../actions/recipients.ts";
import { type Told, groupOf, reconcileTold, toldOfAction, toldOfList } from "../notifications/told.ts";
import { type Images, itemsOf, readableAction } from "./change-record.ts";
import type { Projection } from "./projection.ts";

const AT_ONCE = 8;

/** Records with one text concern the same groups: many actions on a thing cost a recipient few writes. */
function notificationGroup(pk: string, images: Images): string | undefined {
  if (!pk.startsWith(PREFIX.action)) return undefined;
  for (const item of itemsOf(images)) {
    const many = parseRecipients(item);
    if (many !== undefined) return many.group;
    const action = readableAction(item);
    if (action !== undefined) return groupOf(action);
  }
  return undefined;
}

export const notifications: Projection = {
  groupOf: notificationGroup,
  async handle(images, { table, clock }) {
    const all = await eachAtMost(AT_ONCE, images, (image) => toldIn(table, image));
    await reconcileTold(table, all.flat(), clock);
    await eachAtMost(AT_ONCE, images, (image) => forgetRecipients(table, image));
    return 0;
  },
};

async function toldIn(table: Table, images: Images): Promise<Told[]> {
  const items = itemsOf(images);
  const actions = items.flatMap((item) => readableAction(item) ?? []);
  const fromActions = await eachAtMost(1, actions, (action) => toldOfAction(table, action));
  const fromLists = items.flatMap((item) => parseRecipients(item) ?? []).map(toldOfList);
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
