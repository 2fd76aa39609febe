import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { NAMED_ATTRIBUTE } from "../../contract/table.ts";
import { type Attributes, type EntityRef, snapshot } from "../../domain/entity.ts";
import type { EntityRead } from "../../domain/plans/sent-attributes.ts";
import { findTexts } from "../../domain/find.ts";
import { NOTHING, type StoredEntity, getStored, parseEntity } from "./entities.ts";
import { entityItemKey } from "../../table/keys.ts";
import { unchanged } from "./preconditions.ts";
import { untilForgotten } from "./remembered.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import { atIncarnation } from "../../table/conditions.ts";
import type { Table } from "../../table/table.ts";
import { tryWriteIf, write } from "../../table/write.ts";

/** The write that stores an entity's attributes if it is still as it was read. Counters stay. */
export function putAttributes(
  table: Table,
  entity: EntityRef,
  after: Attributes,
  read: EntityRead | undefined,
) {
  const { attributes: before, incarnation } = read ?? NOTHING;
  const textsOf = (attributes: Attributes) => findTexts(snapshot(entity, attributes)).join("\n");
  const isNamed = before === undefined || textsOf(before) !== textsOf(after);
  const conditions = [
    before === undefined ? "attribute_not_exists(attributes)" : "attributes = :before",
    atIncarnation(incarnation),
  ];
  return {
    TableName: table.name,
    Key: entityItemKey(entity),
    UpdateExpression: `SET attributes = :after, revision = :revision${
      isNamed ? `, ${NAMED_ATTRIBUTE} = :true` : ` REMOVE ${NAMED_ATTRIBUTE}`
    }`,
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeValues: {
      ":after": JSON.stringify(after),
      ":revision": table.nondeterminism.nonce(),
      ...(isNamed && { ":true": true }),
      ...(before !== undefined && { ":before": JSON.stringify(before) }),
      ...(incarnation > 0 && { ":epoch": incarnation }),
    },
  };
}

interface PutDone {
  readonly revision: string;
  readonly isNew: boolean;
}

/** E3. Stores an entity's attributes in place of what it had. */
export async function putEntity(table: Table, entity: EntityRef, attributes: Attributes): Promise<PutDone> {
  const revision = table.nondeterminism.nonce();
  const { Attributes: old } = await write(
    table,
    new UpdateCommand({ ...put(table, entity, attributes, revision), ReturnValues: "ALL_OLD" }),
  );
  const before = parseEntity({ ...old, ...entityItemKey(entity) });
  await untilForgotten(table, before);
  return { revision, isNew: before.attributes === undefined };
}

/** E3. The same if `check`, which sees what is stored and may throw, allows it; no write comes between. */
export async function putEntityIf(
  table: Table,
  entity: EntityRef,
  attributes: Attributes,
  check: (stored: StoredEntity) => void,
): Promise<PutDone> {
  const revision = table.nondeterminism.nonce();
  let isNew = false;
  const { stored } = await withBackoff(table, async () => {
    const stored = await getStored(table, entity);
    // The SDK repeated a call after losing its answer: this revision is stored.
    if (stored.revision === revision) return { stored };
    check(stored);
    isNew = stored.attributes === undefined;
    const { condition, values } = unchanged(stored);
    const command = put(table, entity, attributes, revision);
    const isDone = await tryWriteIf(
      table,
      new UpdateCommand({
        ...command,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...command.ExpressionAttributeValues, ...values },
      }),
    );
    return isDone === true ? { stored } : AGAIN;
  });
  await untilForgotten(table, stored);
  return { revision, isNew };
}

const put = (table: Table, entity: EntityRef, attributes: Attributes, revision: string) => ({
  TableName: table.name,
  Key: entityItemKey(entity),
  UpdateExpression: `SET attributes = :attributes, revision = :revision, ${NAMED_ATTRIBUTE} = :true`,
  ExpressionAttributeValues: {
    ":attributes": JSON.stringify(attributes),
    ":revision": revision,
    ":true": true,
  },
});
