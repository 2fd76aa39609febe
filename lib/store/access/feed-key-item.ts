import { createHash, randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { parseEntityKey } from "../../domain/entity.ts";
import { type KeyOwner, type KeyTimes, forgottenAt } from "../../domain/feed-key.ts";
import { SECOND } from "../../domain/time.ts";

const PREFIX = "trib_feed_";
const FEED_KEY = /^trib_feed_[A-Za-z0-9_-]{43}$/;

export const newFeedKeySecret = (): string => `${PREFIX}${randomBytes(32).toString("base64url")}`;

/** A key's id is its hash. `undefined`: the text is no feed key. */
export const feedKeyId = (secret: string): string | undefined =>
  FEED_KEY.test(secret) ? createHash("sha256").update(secret).digest("base64url") : undefined;

const stored = z.object({
  id: z.string(),
  owner: z.string(),
  entity: z.optional(z.string()),
  epoch: z.int(),
  maker: z.optional(z.string()),
  slot: z.string(),
  path: z.string(),
  stream: z.string(),
  name: z.optional(z.string()),
  created: z.string(),
  expires: z.optional(z.string()),
  last_used: z.optional(z.string()),
  revoked: z.optional(z.string()),
});

export interface FeedKey extends KeyTimes {
  readonly id: string;
  readonly owner: KeyOwner;
  readonly incarnation: number;
  readonly maker?: string | undefined;
  readonly slot: string;
  readonly path: string;
  /** The one stream that it reads: `streamText`. */
  readonly stream: string;
  readonly name?: string | undefined;
}

export function parseFeedKey(item: unknown): FeedKey {
  const { owner, entity, epoch: incarnation, ...rest } = stored.parse(item);
  return {
    ...rest,
    incarnation,
    owner: { key: owner, entity: entity === undefined ? undefined : parseEntityKey(entity) },
  };
}

/** When DynamoDB may delete what is stored of a key. */
export const expiryOf = (times: KeyTimes) => ({ [TTL_ATTRIBUTE]: Math.ceil(forgottenAt(times) / SECOND) });
