import type { Client } from "../../lib/client/client.ts";
import type { List } from "../../lib/client/list.ts";
import type { Action } from "../../lib/client/types.ts";
import type { Route } from "../route.ts";

type Read = (query: { since?: string; limit?: number }, signal: AbortSignal | undefined) => List<Action>;

/**
 * How to read the stream that a route names. Whoever looks at their own actions sees the private ones too.
 */
export function readerOf(client: Client, { view, subject, filters }: Route, me: string | undefined): Read {
  return (more, signal) => {
    const query = { ...filters, ...more } as object;
    switch (view) {
      case "activity":
        return client.activity(subject, query, { signal });
      case "type":
        return client.activityOfType(subject, query, { signal });
      case "feed":
        return subject === me ? client.feed(query, { signal }) : client.feedOf(subject, query, { signal });
      default:
        return client.actions(query, { signal });
    }
  };
}
