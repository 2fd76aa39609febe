import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { PREFIX } from "../../contract/table.ts";
import { type EntityRef, parseEntityKey } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { StoredAction } from "../../domain/action.ts";
import { isPublic } from "../../domain/visibility.ts";
import { isAction, parseAction } from "../actions/action-item.ts";
import { getAction } from "../actions/actions.ts";
import type { Changed } from "../feeds/fan-out.ts";
import { type FollowerEdge, parseFollower } from "../graph/edges.ts";
import { parseEntity } from "../entities/entities.ts";
import type { FollowChange } from "../graph/follow-counts.ts";
import { actionIdOf } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

export interface Images {
  readonly OldImage?: Record<string, unknown> | undefined;
  readonly NewImage?: Record<string, unknown> | undefined;
}

export const itemsOf = ({ OldImage, NewImage }: Images): [Item | undefined, Item | undefined] => [
  OldImage && unmarshall(OldImage as Image),
  NewImage && unmarshall(NewImage as Image),
];

type Image = Record<string, AttributeValue>;
type Item = Record<string, unknown>;

const isUnder = (prefix: string, item: Item | undefined): boolean => String(item?.["pk"]).startsWith(prefix);

/**
 * The action that a record is about; `undefined`: feeds need not change. A broken image is made up for by the
 * other, or the key. @throws where nothing does; the item needs repair
 */
export async function changedAction(table: Table, images: Images): Promise<Changed | undefined> {
  const items = itemsOf(images).filter(isAction);
  if (items.length === 0) return undefined;
  const [old, now] = itemsOf(images).map((item) => readableAction(item));
  const action = now ?? old;
  if (items.some((item) => readableAction(item) === undefined))
    return action ?? presentAction(table, items[0]);
  return [old, now].some((one) => one !== undefined && isPublic(one)) ? action : undefined;
}

export function readableAction(item: Item | undefined): StoredAction | undefined {
  if (!isAction(item)) return undefined;
  try {
    return parseAction(item);
  } catch {
    return undefined;
  }
}

async function presentAction(table: Table, item: Item | undefined): Promise<Changed> {
  const id = actionIdOf(String(item?.["pk"]));
  const action = await getAction(table, id);
  if (action === undefined) throw new Error(`action ${id} is gone, and its record cannot be read`);
  return action;
}

export function followChange(images: Images): (FollowChange & { readonly followed: EntityRef }) | undefined {
  const [gone, come] = itemsOf(images).map((item): FollowerEdge | undefined =>
    item !== undefined && isUnder(PREFIX.followers, item) ? parseFollower(item) : undefined,
  );
  const edge = come ?? gone;
  return edge && { followed: edge.followed, gone, come };
}

export function changedEntity(images: Images): EntityRef | undefined {
  const item = itemsOf(images).find((one) => one !== undefined && isUnder(PREFIX.entity, one));
  return item && parseEntityKey(String(item["pk"]).slice(PREFIX.entity.length));
}

export function spreadIn(images: Images): EntityRef | undefined {
  const [, now] = itemsOf(images);
  return isUnder(PREFIX.entity, now) && parseEntity(now).keys > 0 ? changedEntity(images) : undefined;
}

export function begunIncarnation(
  images: Images,
): { readonly entity: EntityRef; readonly incarnation: Incarnation } | undefined {
  const [old, now] = itemsOf(images);
  if (now === undefined || !isUnder(PREFIX.entity, now)) return undefined;
  const { incarnation } = parseEntity(now);
  if (incarnation === (old === undefined ? 0 : parseEntity(old).incarnation)) return undefined;
  return { entity: parseEntityKey(String(now["pk"]).slice(PREFIX.entity.length)), incarnation };
}
