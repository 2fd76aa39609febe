import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Group } from "../../lib/client/types.ts";
import { NewCount } from "../news/new-count.tsx";
import { useFeedNews } from "../news/use-feed-news.ts";
import { usePages } from "../pages.ts";
import { type Route, pathOfStream } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { Icon, UP } from "../stream/icons.tsx";
import { readerOf } from "../stream/readers.ts";
import { useNow } from "../time.ts";
import { GroupLine } from "./group-line.tsx";
import { filtersOf, lacksAlike, nameOf } from "./group-parts.ts";
import { Members } from "./members.tsx";
import { useNewActions } from "./use-new-actions.ts";

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
  const groups = useRef<HTMLUListElement>(null);
  const isRenewed = useRef(false);
  useEffect(() => {
    if (isRenewed.current) groups.current?.querySelector<HTMLElement>(".group-open")?.focus();
    isRenewed.current = false;
  }, [first]);
  const renew = () => {
    isRenewed.current = true;
    again();
    scrollTo({ top: 0, behavior: "smooth" });
  };
  return (
    <>
      <NewCount counts={counts} />
      <div class="news" role="status">
        {news.count > 0 && (
          <button type="button" class="pill" onClick={renew}>
            <Icon path={UP} /> {news.count}
            {news.hasMore && "+"} new {news.count === 1 ? "action" : "actions"}
          </button>
        )}
      </div>
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
      {next !== null && (
        <div class="older">
          <button type="button" onClick={more} aria-disabled={busy}>
            {busy ? "Loading what is older…" : "Show what is older"}
          </button>
        </div>
      )}
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
