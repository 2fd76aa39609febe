import * as z from "zod/mini";
import { TributaryError } from "../../lib/domain/errors.ts";
import { MOST_FEED_KEYS, streamText } from "../../lib/domain/feed-key.ts";
import { feedUrls, keyOwner, newFeedKey, presentFeedKey, requireReadable } from "../../lib/http/feed-keys.ts";
import { userParameter } from "../../lib/http/user-parameter.ts";
import { route } from "../../lib/http/route.ts";
import { bearerToken } from "../../lib/http/unauthenticated.ts";
import { hashOf } from "../../lib/store/access/api-keys.ts";
import { createFeedKey } from "../../lib/store/access/feed-keys.ts";

const takes = { query: z.strictObject(userParameter), body: newFeedKey, needsBody: true };

export const handler = route(
  "post-feed-key",
  takes,
  async ({ caller, table, now, links, query, body, header }) => {
    const { path, name, expires } = body;
    const owner = keyOwner(caller, query.user);
    requireReadable(caller, owner, path.stream);
    const maker = caller.kind === "service" ? hashOf(bearerToken(header("authorization")) ?? "") : undefined;
    const request = { owner, maker, name, expires, path: path.text, stream: streamText(path.stream) };
    const made = await createFeedKey(table, request, now);
    if (made === undefined) {
      throw new TributaryError(
        "conflict",
        `There are ${MOST_FEED_KEYS} feed keys already; delete one of them first.`,
      );
    }
    return {
      status: 201,
      body: { ...presentFeedKey(made.key), urls: feedUrls(links.base, path.stream, made.secret) },
    };
  },
);
