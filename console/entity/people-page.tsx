import { useMemo } from "preact/hooks";
import type { ReadOptions } from "../../lib/client/send.ts";
import type { Order } from "../../lib/client/store/merge.ts";
import type { Follow } from "../../lib/client/types.ts";
import { referenceOf } from "../names.ts";
import { type Route, hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { More } from "../shell/more.tsx";
import { TextFilter } from "../stream/filters.tsx";
import { ago, exactly, useNow } from "../time.ts";
import { useList } from "../use-store.ts";
import { EntityHead } from "./entity-head.tsx";
import { Avatar } from "./avatar.tsx";
import { NameLink } from "./name.tsx";
import { Nobody } from "./nobody.tsx";

const PAGE = 50;
const ORDER: Order<Follow> = {
  id: (follow) => `${referenceOf(follow.user)} ${referenceOf(follow.follow_object)}`,
  place: (follow) => follow.started + ORDER.id(follow),
};

interface Props {
  readonly route: Route & { readonly view: "followers" | "following" };
}

/** Who follows it, or what it follows, newest follow first. */
export function PeoplePage({ route: { view, subject, filters } }: Props) {
  const { client } = useSession();
  const flag = filters["flag"];
  const options = useMemo(
    () => ({
      read: (query: { limit?: number }, reading: ReadOptions) =>
        client[view](subject, { ...query, ...(flag && { flag }) }, reading),
      order: ORDER,
      limit: PAGE,
    }),
    [client, view, subject, flag],
  );
  const { items, loaded, hasNext, busy, error, more, again } = useList(options);
  return (
    <>
      <EntityHead subject={subject} view={view} onChange={again} />
      <form class="filters flag-filter" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
        <TextFilter
          label="Flag"
          placeholder="following, or *"
          value={flag ?? ""}
          onChange={(value) => (location.hash = hrefOf({ view, subject, filters: { flag: value.trim() } }))}
        />
      </form>
      <ul
        class="people"
        aria-label={view === "followers" ? "Followers" : "Following"}
        aria-busy={busy}
        data-rows={items.length}
      >
        {items.map((follow) => (
          <Person key={ORDER.id(follow)} follow={follow} view={view} />
        ))}
      </ul>
      {error !== undefined && <Failure error={error} again={again} />}
      {loaded && items.length === 0 && !hasNext && <Nobody route={{ view, subject, filters }} />}
      <More {...{ hasNext, busy, more }} />
    </>
  );
}

function Person({ follow, view }: { readonly follow: Follow; readonly view: "followers" | "following" }) {
  const now = useNow();
  const entity = view === "followers" ? follow.user : follow.follow_object;
  const started = new Date(follow.started);
  const flags = "flags" in follow ? follow.flags : [follow.flag];
  return (
    <li class="person" data-id={referenceOf(entity)}>
      <Avatar entity={entity} />
      <p class="sentence">
        <NameLink entity={entity} /> <span class="hint">{entity.model_type.replaceAll("_", " ")}</span>
      </p>
      <p class="when">
        {!follow.actor_only && <span class="badge calm">with what others do to it</span>}
        {flags
          .filter((flag) => flag !== "following")
          .map((flag) => (
            <span class="badge calm" key={flag}>
              {flag}
            </span>
          ))}
        <time dateTime={follow.started} title={exactly(started)}>
          {ago(started, now)}
        </time>
      </p>
    </li>
  );
}
