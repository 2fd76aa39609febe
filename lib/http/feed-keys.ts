import * as z from "zod/mini";
import { STREAMS } from "../contract/routes/streams.ts";
import { type Caller, actsAs, callerKey, entityCaller } from "../domain/caller.ts";
import { type EntityRef, sameEntity } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import type { KeyOwner } from "../domain/feed-key.ts";
import { addIssue } from "../domain/issue.ts";
import { optional, shortText } from "../domain/text.ts";
import { timestamp } from "../domain/time.ts";
import type { FeedKey } from "../store/access/feed-key-item.ts";
import { FEED_FORMS } from "./feed-forms.ts";
import { KEY_PARAMETER } from "./key-parameter.ts";
import { withQuery } from "./links.ts";
import { pathOf } from "./open-request.ts";
import { type NamedStream, streamOfPath } from "./stream-path.ts";

const LONGEST_PATH = 4096;
const LONGEST_NAME = 100;

/** A stream with its filters; every mistake in it is reported for this field. */
export const streamPath = z.pipe(
  z
    .string()
    .check(z.maxLength(LONGEST_PATH, { error: `must have at most ${LONGEST_PATH} characters`, abort: true })),
  z.transform((text: string, context): { text: string; stream: NamedStream } => {
    try {
      return { text, stream: streamOfPath(text) };
    } catch (error) {
      if (!(error instanceof TributaryError)) throw error;
      for (const message of messagesOf(error)) addIssue(context, message);
      return z.NEVER;
    }
  }),
);

const messagesOf = ({ message, errors }: TributaryError): string[] =>
  errors?.map((one) => (one.path === "" ? one.message : `${one.path} ${one.message}`)) ?? [message];

export const newFeedKey = z.strictObject({
  path: streamPath,
  name: optional(shortText(LONGEST_NAME)),
  expires: optional(timestamp.check(z.refine((time) => Date.parse(time) > Date.now(), "must lie ahead"))),
});

/** Whose keys a request means: a service's own if it names nobody. @throws 403 where a user names another */
export function keyOwner(caller: Caller, user: EntityRef | undefined): KeyOwner {
  if (caller.kind === "service" && user === undefined) return { key: callerKey(caller), entity: undefined };
  const entity = actsAs(caller, user, "user");
  return { key: entityCaller(entity), entity };
}

export function requireReadable(caller: Caller, owner: KeyOwner, { route, entity }: NamedStream): void {
  const mayReadFeed =
    owner.entity === undefined || (entity !== undefined && sameEntity(owner.entity, entity));
  if (caller.kind === "service" && !caller.scopes.includes("read"))
    throw forbidden("This service key may not read.");
  if (route === "get-own-feed" && owner.entity === undefined)
    throw forbidden("A service has no feed of its own.");
  if (route === "get-entity-feed" && !mayReadFeed)
    throw forbidden("A feed is for the entity itself and for services.");
}

const forbidden = (message: string): TributaryError => new TributaryError("forbidden", message);

export const presentFeedKey = ({
  id,
  name = null,
  path,
  created,
  expires = null,
  last_used = null,
}: FeedKeyAsShown) => ({
  ...{ id, name, path, created, expires, last_used },
});

type FeedKeyAsShown = Pick<FeedKey, "id" | "path" | "created"> & {
  readonly [Name in "name" | "expires" | "last_used"]?: string | null | undefined;
};

export function feedUrls(
  base: string,
  { route, params, query }: NamedStream,
  secret: string,
): Record<string, string> {
  const filters = Object.entries(query).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return Object.fromEntries(
    FEED_FORMS.map((form) => {
      const search = new URLSearchParams([...filters, ["format", form], [KEY_PARAMETER, secret]]);
      return [form, withQuery(`${base}${pathOf(STREAMS[route], params)}`, search)];
    }),
  );
}
