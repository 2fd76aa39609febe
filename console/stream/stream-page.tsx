import type { ComponentChildren } from "preact";
import { useCallback, useRef } from "preact/hooks";
import type { Action } from "../../lib/client/types.ts";
import { EntityHead } from "../entity/entity-head.tsx";
import { GroupList } from "../groups/group-list.tsx";
import { withoutGroup } from "../groups/group-parts.ts";
import { GroupSwitch } from "../groups/group-switch.tsx";
import { NewCount } from "../news/new-count.tsx";
import { firstKnown, useFeedNews } from "../news/use-feed-news.ts";
import { type Route, hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Heading } from "../shell/heading.tsx";
import { NothingYet } from "../shell/nothing-yet.tsx";
import { Filters } from "./filters.tsx";
import { StreamList } from "./stream.tsx";
import { readerOf } from "./readers.ts";
import { useStream } from "./use-stream.ts";

const TITLES = { public: "Public stream", type: "Activity of a type", activity: "Activity", feed: "Feed" };

interface Props {
  readonly route: Route & { readonly view: keyof typeof TITLES };
  /** What the caller has posted last. */
  readonly posted: Action | undefined;
  readonly onPost: () => void;
}

export function StreamPage({ route, posted, onPost }: Props) {
  const { view, subject, filters } = route;
  const again = useRef(() => undefined as void);
  const common = {
    route,
    label: subject === "" ? TITLES[view] : `${TITLES[view]}: ${subject}`,
    empty: <NothingYet route={{ ...route, filters: withoutGroup(filters) }} onPost={onPost} />,
    again,
  };
  return (
    <>
      {view === "public" || view === "type" ? (
        <header class="head">
          <div class="head-words">
            <Heading>{view === "public" ? TITLES.public : subject.replaceAll("_", " ")}</Heading>
            <p class="hint">
              {view === "public"
                ? "Everything that is public, newest first."
                : `Whatever happens with any ${subject}, newest first.`}
            </p>
          </div>
        </header>
      ) : (
        <EntityHead subject={subject} view={view} onChange={() => again.current()} />
      )}
      <Filters route={route} />
      <GroupSwitch route={route} />
      {filters["group"] ? (
        <GroupList key={hrefOf(route)} {...common} />
      ) : (
        <Actions {...common} route={route} posted={posted} />
      )}
    </>
  );
}

interface ActionsProps extends Omit<Props, "onPost"> {
  readonly label: string;
  readonly empty: ComponentChildren;
  /** Gets the way to read the stream anew. */
  readonly again: { current: () => void };
}

function Actions({ route, posted, label, empty, again }: ActionsProps) {
  const { client, me } = useSession();
  const { view, subject, filters } = route;
  const read = useCallback(readerOf(client, route, me), [client, route, me]);
  const stream = useStream(read, `${me} ${hrefOf(route)}`);
  again.current = stream.again;
  const counts = useFeedNews(route, stream.mark);
  const place = { view, subject, query: filters };
  const part = { isFirst: true, hasMore: stream.next !== null };
  return (
    <>
      <NewCount counts={counts} />
      <StreamList
        stream={stream.began ? { ...stream, items: client.own.actions(stream.items, place, part) } : stream}
        focused={posted?.id}
        known={firstKnown(stream.items, counts, route)}
        label={label}
        empty={empty}
      />
    </>
  );
}
