import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { HEAD_KIND, TTL_ATTRIBUTE } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { Head } from "../../domain/notifications/head.ts";
import type { Watermarks } from "../../domain/notifications/marks.ts";
import { DAY } from "../../domain/time.ts";
import type { Whole } from "../../domain/whole.ts";
import { arrivedPosition, groupOfHead, noteHeadKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { packMembers, packShown, unpackMembers, unpackShown } from "./packed.ts";

/** A head outlives its group, so that nothing arrives twice. */
const MARGIN = 7 * DAY;

const storedHead = z.object({
  sk: z.string(),
  kind: z.literal(HEAD_KIND),
  version: z.int(),
  epoch: z.int(),
  verb: z.string(),
  high: z.number(),
  gone: z.number(),
  newest: z.number(),
  first: z.number(),
  actions: z.int(),
  actors: z.int(),
  more: z.boolean(),
  members: z.string(),
  shown: z.optional(z.string()),
  seen: z._default(z.number(), 0),
  read: z._default(z.number(), 0),
});

export interface StoredHead extends Head {
  readonly id: string;
  readonly seen: number;
  readonly read: number;
}

export function parseHead(item: unknown): StoredHead {
  const { sk, kind: _kind, epoch: incarnation, members: packed, shown, ...head } = storedHead.parse(item);
  const members = unpackMembers(packed, head.high);
  return { ...head, incarnation, id: groupOfHead(sk), members, shown: unpackShown(shown, members) };
}

/** N3. The head of a group, read consistently. */
export async function getHead(
  table: Table,
  owner: EntityRef,
  group: string,
): Promise<StoredHead | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: noteHeadKey(owner, group), ConsistentRead: true }),
  );
  return Item && parseHead(Item);
}

export const expiryOf = ({ limits }: Pick<Table, "limits">, high: number): number =>
  Math.ceil((high + limits.retention + MARGIN) / 1000);

/**
 * Replaces a head's last version; the group's own marks stay. With all members dismissed it is in no index.
 * Versions begin again where a head was purged, in another incarnation: the `held` one must be the same, too.
 */
export function putHead(
  table: Table,
  owner: EntityRef,
  group: string,
  { held, ...head }: Head & { readonly held?: Incarnation },
) {
  const { version, members, shown, incarnation, verb, high, gone, newest, first, actions, actors, more } =
    head;
  const isShown = newest > 0;
  // A hidden member has arrived all the same: marks cover it.
  const at = isShown
    ? newest
    : Math.max(0, ...members.map((member) => member.at).filter((one) => one > gone));
  const item = {
    ...{ epoch: incarnation, verb, high, gone, newest, first, actions, actors, more },
    kind: HEAD_KIND,
    version,
    members: packMembers(members, high),
    shown: isShown ? packShown(shown, members) : undefined,
  } satisfies Omit<Whole<z.input<typeof storedHead>>, "sk" | keyof Watermarks>;
  const attributes: Record<string, unknown> = {
    ...item,
    [TTL_ATTRIBUTE]: expiryOf(table, high),
    arrived: at > 0 ? arrivedPosition(incarnation, at, group) : undefined,
  };
  const isSet = (name: string) => attributes[name] !== undefined;
  const names = Object.keys(attributes).filter(isSet);
  const removed = Object.keys(attributes).filter((name) => !isSet(name));
  return {
    TableName: table.name,
    Key: noteHeadKey(owner, group),
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}${removed.length === 0 ? "" : ` REMOVE ${removed.join(", ")}`}`,
    ConditionExpression: version === 1 ? "attribute_not_exists(pk)" : "#version = :held AND #epoch = :was",
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
      ...(version > 1 && { ":held": version - 1, ":was": held ?? incarnation }),
    },
  };
}

/** Raises a group's own mark to `mark`, if it does not cover `at` and the group has a member. It never falls. */
export async function markHead(
  table: Table,
  owner: EntityRef,
  group: string,
  { kind, at, mark }: { readonly kind: keyof Watermarks; readonly at: number; readonly mark: number },
): Promise<void> {
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: noteHeadKey(owner, group),
      UpdateExpression: "SET #mark = :mark",
      ConditionExpression: "attribute_exists(arrived) AND (attribute_not_exists(#mark) OR #mark < :at)",
      ExpressionAttributeNames: { "#mark": kind },
      ExpressionAttributeValues: { ":at": at, ":mark": mark },
    }),
  );
}
