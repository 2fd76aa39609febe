import { createHash, randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { parseEntityKey } from "../../domain/entity.ts";
import { type KeyOwner, type KeyTimes, forgottenAt } from "../../domain/feed-key.ts";
import { SECOND } from "../../domain/time.ts";

/** How every feed key begins, so that secret scanners know it. */
const PREFIX = "trib_feed_";
const FEED_KEY = /^trib_feed_[A-Za-z0-9_-]{43}$/;

/** A key that nobody has yet: 256 random bits, so that a plain hash is enough. */
export const newFeedKeySecret = (): string => `${PREFIX}${randomBytes(32).toString("base64url")}`;

/** What a key is called: its hash, from which nobody finds it. `undefined` where the text can be no key. */
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

/** A feed key as it is stored. The secret is not. */
export interface FeedKey extends KeyTimes {
  readonly id: string;
  readonly owner: KeyOwner;
  /** The incarnation of the owner for which it was made; 0 for a service's own. */
  readonly incarnation: number;
  /** The hash of the service key with which it was made, if a service made it. */
  readonly maker?: string | undefined;
  /** Its place among the owner's. */
  readonly slot: string;
  /** As it was asked for. */
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
