import type { ComponentChildren } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { Group } from "../../lib/client/types.ts";
import { NewCount } from "../news/new-count.tsx";
import { useFeedNews } from "../news/use-feed-news.ts";
import { usePages } from "../pages.ts";
import { type Route, pathOfStream } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { More } from "../shell/more.tsx";
import { News } from "../shell/news.tsx";
import { readerOf } from "../stream/readers.ts";
import { useNow } from "../time.ts";
import { GroupLine } from "./group-line.tsx";
import { filtersOf, lacksAlike, nameOf } from "./group-parts.ts";
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
export function GroupList({ route, label, empty, again: outer }: Props) {
  const { client, me } = useSession();
  const now = useNow();
  const { group = "", window } = route.filters;
  const list = useCallback(
    (signal: AbortSignal) =>
      client.groups(
        pathOfStream({ ...route, filters: {} }, me),
        { ...route.filters, group } as { group: string },
        { signal },
      ),
    [client, me, route],
  );
  const idOf = useCallback((one: Group) => nameOf(one, window), [window]);
  const { items, first, next, busy, error, more, again } = usePages(list, idOf);
  outer.current = again;
  const counts = useFeedNews(route, (first as { mark?: string | null } | undefined)?.mark);
  const news = useNewActions(route, first?.results);
  const { list: groups, renew } = useRenewal(first, again);
  return (
    <>
      <NewCount counts={counts} />
      <News count={news.count} show={renew}>
        {news.count}
        {news.hasMore && "+"} new {news.count === 1 ? "action" : "actions"}
      </News>
      {first === undefined && error === undefined && <p class="hint">Reading the groups …</p>}
      {items.length > 0 && (
        <ul class="groups" aria-label={label} aria-busy={busy} ref={groups}>
          {items.map((one) => (
            <li key={idOf(one)}>
              <StreamGroup group={one} route={route} now={now} />
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && <Failure error={error} again={again} />}
      {first !== undefined && items.length === 0 && next === null && empty}
      <More {...{ next, busy, more }} words={OLDER} />
    </>
  );
}

interface GroupProps {
  readonly group: Group;
  readonly route: Route;
  readonly now: number;
}

function StreamGroup({ group, route, now }: GroupProps) {
  const { client, me } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const list = useCallback(
    (signal: AbortSignal) =>
      readerOf(client, { ...route, filters: filtersOf(group, route.filters) }, me)({}, signal),
    [client, me, route, group],
  );
  return (
    <GroupLine
      group={group}
      verb={group.key.verb}
      said={group.actions[0]?.description}
      now={now}
      isOpen={isOpen}
      onToggle={() => setIsOpen(!isOpen)}
      marks={!group.complete && <span class="badge calm">One part of a busy time</span>}
    >
      <Members list={list} keep={lacksAlike(group)} label={`Actions: ${group.summary}`} now={now} />
    </GroupLine>
  );
}
