import { useCallback, useState } from "preact/hooks";
import type { Group } from "../../lib/client/types.ts";
import { usePoll } from "../poll.ts";
import type { Route } from "../route.ts";
import { useSession } from "../session.tsx";
import { readerOf } from "../stream/readers.ts";
import { withoutGroup } from "./group-parts.ts";

const BETWEEN = 10_000;
const MOST = 100;

interface NewActions {
  readonly count: number;
  readonly hasMore: boolean;
}
const NONE: NewActions = { count: 0, hasMore: false };

/** How many actions a stream has gained since its groups were read. */
export function useNewActions(route: Route, groups: readonly Group[] | undefined): NewActions {
  const { client, me } = useSession();
  const [found, setFound] = useState<NewActions & { readonly of: unknown }>();
  const look = useCallback(
    async (signal: AbortSignal) => {
      if (groups === undefined) return;
      const newest = groups[0]?.latest_at;
      const known = new Set(groups.flatMap(({ actions }) => actions.map(({ id }) => id)));
      const read = readerOf(client, { ...route, filters: withoutGroup(route.filters) }, me);
      const query = { limit: MOST, ...(newest !== undefined && { since: newest }) };
      const { results, next } = await read(query, signal).page();
      const count = results.filter(({ id }) => !known.has(id)).length;
      if (!signal.aborted) setFound({ of: groups, count, hasMore: next !== null });
    },
    [client, me, route, groups],
  );
  usePoll(look, BETWEEN);
  return found?.of === groups ? (found ?? NONE) : NONE;
}
