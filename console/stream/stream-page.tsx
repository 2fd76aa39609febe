import { useCallback } from "preact/hooks";
import type { Action } from "../../lib/client/types.ts";
import { EntityHead } from "../entity/entity-head.tsx";
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
  const { client, me } = useSession();
  const { view, subject, filters } = route;
  const read = useCallback(readerOf(client, route, me), [client, route, me]);
  const stream = useStream(read, `${me} ${hrefOf(route)}`);
  const place = { view, subject, query: filters };
  const part = { isFirst: true, hasMore: stream.next !== null };
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
        <EntityHead subject={subject} view={view} onChange={stream.again} />
      )}
      <Filters route={route} />
      <StreamList
        stream={stream.began ? { ...stream, items: client.own.actions(stream.items, place, part) } : stream}
        focused={posted?.id}
        label={subject === "" ? TITLES[view] : `${TITLES[view]}: ${subject}`}
        empty={<NothingYet route={route} onPost={onPost} />}
      />
    </>
  );
}
