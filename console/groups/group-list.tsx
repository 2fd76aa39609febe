import type { ComponentChildren } from "preact";
import { useCallback, useMemo, useState } from "preact/hooks";
import type { ReadOptions } from "../../lib/client/send.ts";
import type { Group } from "../../lib/client/types.ts";
import { wasOpen } from "../history.ts";
import { NewCount } from "../news/new-count.tsx";
import { useFeedNews } from "../news/use-feed-news.ts";
import { type Route, hrefOf, pathOfStream } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { More } from "../shell/more.tsx";
import { News } from "../shell/news.tsx";
import { readerOf } from "../stream/readers.ts";
import { useNow } from "../time.ts";
import { useList } from "../use-store.ts";
import { GroupLine } from "./group-line.tsx";
import { filtersOf, lacksAlike, orderOf } from "./group-parts.ts";
import { Members } from "./members.tsx";
import { useNewActions } from "./use-new-actions.ts";
import { useRenewal } from "./use-renewal.ts";

const OLDER = { still: "Show what is older", busy: "Loading what is older…" };

interface Props {
  readonly route: Route;
  readonly label: string;
  /** What is said where there is nothing. */
  readonly empty: ComponentChildren;
  /** Gets the way to read the groups anew. */
  readonly again: { current: () => void };
}

/** A stream in groups, each of which opens to its actions. */
export function GroupList({ route: given, label, empty, again: outer }: Props) {
  const { client, me } = useSession();
  // Another object is no other stream.
  const route = useMemo(() => given, [hrefOf(given)]);
  const now = useNow();
  const { group = "", window } = route.filters;
  const options = useMemo(
    () => ({
      read: (query: { limit?: number }, reading: ReadOptions) =>
        client.groups(
          pathOfStream({ ...route, filters: {} }, me),
          { ...route.filters, ...query, group } as { group: string },
          reading,
        ),
      order: orderOf(window),
    }),
    [client, me, route],
  );
  const { items, first, loaded, hasNext, busy, error, more, again, refresh } = useList(options);
  outer.current = again;
  const counts = useFeedNews(route, (first as { mark?: string | null } | undefined)?.mark);
  const news = useNewActions(route, first?.results);
  const { list: groups, renew } = useRenewal(refresh);
  return (
    <>
      <NewCount counts={counts} />
      <News count={news.count} show={renew}>
        {news.count}
        {news.hasMore && "+"} new {news.count === 1 ? "action" : "actions"}
      </News>
      {!loaded && error === undefined && <p class="hint">Reading the groups …</p>}
      {items.length > 0 && (
        <ul class="groups" aria-label={label} aria-busy={busy} data-rows={items.length} ref={groups}>
          {items.map((one) => {
            const id = options.order.id(one);
            return (
              <li key={id} data-id={id}>
                <StreamGroup id={id} group={one} route={route} now={now} />
              </li>
            );
          })}
        </ul>
      )}
      {error !== undefined && <Failure error={error} again={again} />}
      {loaded && items.length === 0 && !hasNext && empty}
      <More {...{ hasNext, busy, more }} words={OLDER} />
    </>
  );
}

interface GroupProps {
  readonly id: string;
  readonly group: Group;
  readonly route: Route;
  readonly now: number;
}

function StreamGroup({ id, group, route, now }: GroupProps) {
  const { client, me } = useSession();
  const [isOpen, setIsOpen] = useState(() => wasOpen(id));
  const read = useCallback(
    (query: { limit?: number }, { signal }: ReadOptions) =>
      readerOf(client, { ...route, filters: filtersOf(group, route.filters) }, me)(query, signal),
    [client, me, route, id, group.first_at, group.latest_at],
  );
  return (
    <GroupLine
      id={id}
      group={group}
      verb={group.key.verb}
      said={group.actions[0]?.description}
      now={now}
      isOpen={isOpen}
      onToggle={() => setIsOpen(!isOpen)}
      marks={!group.complete && <span class="badge calm">One part of a busy time</span>}
    >
      <Members read={read} keep={lacksAlike(group)} label={`Actions: ${group.summary}`} now={now} />
    </GroupLine>
  );
}
