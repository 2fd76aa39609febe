import type { RouteName } from "../contract/routes.ts";
import type { Reader } from "../domain/caller.ts";
import { TributaryError } from "../domain/errors.ts";
import { endOf, forgottenAt, streamText } from "../domain/feed-key.ts";
import type { Rate } from "../domain/rate.ts";
import { FORMATS, chooseForm } from "../forms/negotiate.ts";
import { table } from "../runtime/start.ts";
import { type FeedKey, feedKeyId } from "../store/access/feed-key-item.ts";
import { endFeedKey, getFeedKey, isOrphan, noteUse } from "../store/access/feed-key-use.ts";
import { FEED_FORMS } from "./feed-forms.ts";
import { type GatewayEvent, paramsOf } from "./open-request.ts";
import { parseQueryString } from "./parse.ts";
import { countAgainst } from "./rate.ts";
import { keyBesideToken, unknownKey } from "./unauthenticated.ts";

/** Feed readers ask a few times an hour; a new one fetches several pages at once. */
const RATE: Rate = { perSecond: 1 / 60, burst: 60 };

/**
 * Who reads with a feed key; `event` is the request without it. @throws 401 for an unknown key or another
 * stream, 400 beside a token, 429 over its rate, 410 once it has ended
 */
export async function readWithKey(
  name: RouteName,
  event: GatewayEvent,
  secret: string,
  now: number,
): Promise<Reader> {
  const found = await find(secret, now);
  const hasToken = event.headers["authorization"] !== undefined;
  if (!hasToken && (found === undefined || !isFor(found, name, event))) throw unknownKey();
  if (found !== undefined) await countAgainst(RATE, `feed-key:${found.id}`, now);
  if (hasToken || found === undefined) throw keyBesideToken();
  if (endOf(found) <= now) throw ended();
  if (await isOrphan(table, found)) {
    await endFeedKey(table, found, now);
    throw ended();
  }
  await noteUse(table, found, now);
  return { kind: "feed-key", id: found.id, owner: found.owner.entity };
}

const ended = () => new TributaryError("gone", "This feed key has ended; its owner can make a new one.");

async function find(secret: string, now: number): Promise<FeedKey | undefined> {
  const id = feedKeyId(secret);
  const found = id === undefined ? undefined : await getFeedKey(table, id);
  return found !== undefined && forgottenAt(found) > now ? found : undefined;
}

/** Whether a request asks for exactly the stream of the key, in one of the forms. */
function isFor({ stream }: FeedKey, route: RouteName, event: GatewayEvent): boolean {
  const query = parseQueryString(event.rawQueryString);
  const formats = query["format"] ?? [];
  const format = FORMATS.find((known) => known === formats[0]);
  if (formats.length > 1 || (formats.length === 1 && format === undefined)) return false;
  const form = chooseForm(format, event.headers["accept"]);
  return (
    FEED_FORMS.some((known) => known === form) &&
    stream === streamText({ route, params: paramsOf(event), query })
  );
}
