import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { PREFIX } from "../contract/table.ts";
import { type EntityRef, parseEntityKey } from "../domain/entity.ts";
import type { Epoch } from "../domain/epoch.ts";
import { isAction, parseAction } from "./action-item.ts";
import type { Changed } from "./fan-out.ts";
import { type FollowerEdge, parseFollower } from "./edges.ts";
import { parseEntity } from "./entities.ts";
import type { FollowChange } from "./follow-counts.ts";

/** The images of a record of the table's stream. */
export interface Images {
  readonly OldImage?: Record<string, unknown> | undefined;
  readonly NewImage?: Record<string, unknown> | undefined;
}

/** The items before and after a change. */
export const itemsOf = ({ OldImage, NewImage }: Images): [Item | undefined, Item | undefined] => [
  OldImage && unmarshall(OldImage as Image),
  NewImage && unmarshall(NewImage as Image),
];

type Image = Record<string, AttributeValue>;
type Item = Record<string, unknown>;

const isUnder = (prefix: string, item: Item | undefined): boolean => String(item?.["pk"]).startsWith(prefix);

/**
 * Which action a record is about, or `undefined` where feeds need not know: it is no action's record, or the action
 * was private and still is.
 */
export function changedAction(images: Images): Changed | undefined {
  const [old, now] = itemsOf(images).map((item) => (isAction(item) ? parseAction(item) : undefined));
  const action = now ?? old;
  return action !== undefined && (old?.body.public === true || now?.body.public === true) ? action : undefined;
}

/** How the followed's side of a follow changed, or `undefined` for records of anything else. */
export function followChange(images: Images): (FollowChange & { readonly followed: EntityRef }) | undefined {
  const [gone, come] = itemsOf(images).map((item): FollowerEdge | undefined =>
    item !== undefined && isUnder(PREFIX.followers, item) ? parseFollower(item) : undefined,
  );
  const edge = come ?? gone;
  return edge && { followed: edge.followed, gone, come };
}

/** The entity whose deletion a record tells of, with the epoch that has begun, or `undefined`. */
export function begunEpoch(images: Images): { readonly entity: EntityRef; readonly epoch: Epoch } | undefined {
  const [old, now] = itemsOf(images);
  if (now === undefined || !isUnder(PREFIX.entity, now)) return undefined;
  const { epoch } = parseEntity(now);
  if (epoch === (old === undefined ? 0 : parseEntity(old).epoch)) return undefined;
  return { entity: parseEntityKey(String(now["pk"]).slice(PREFIX.entity.length)), epoch };
}
