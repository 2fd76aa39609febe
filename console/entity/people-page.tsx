import { useState } from "preact/hooks";
import type { Page } from "../../lib/client/list.ts";
import type { Follow } from "../../lib/client/types.ts";
import { useRequest } from "../use-request.ts";
import { readBeginning } from "../beginning.ts";
import { leftBefore } from "../history.ts";
import { referenceOf } from "../names.ts";
import { type Route, hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { More } from "../shell/more.tsx";
import { TextFilter } from "../stream/filters.tsx";
import { ago, exactly, useNow } from "../time.ts";
import { EntityHead } from "./entity-head.tsx";
import { Avatar } from "./avatar.tsx";
import { NameLink } from "./name.tsx";
import { Nobody } from "./nobody.tsx";

const PAGE = 50;

interface Props {
  readonly route: Route & { readonly view: "followers" | "following" };
}

/** Who follows it, or what it follows, newest follow first. */
export function PeoplePage({ route: { view, subject, filters } }: Props) {
  const { client } = useSession();
  const [link, setLink] = useState<string | null>(null);
  const [earlier, setEarlier] = useState<readonly Follow[]>([]);
  const flag = filters["flag"];
  const {
    value: page,
    error,
    again,
  } = useRequest<Page<Follow>>(
    (signal) => {
      const query = { limit: PAGE, ...(flag && { flag }) };
      if (link !== null) return client[view](subject, query, { signal }).page(link);
      const rows = leftBefore()?.rows ?? 0;
      return readBeginning((more) => client[view](subject, { ...query, ...more }, { signal }), rows);
    },
    [client, view, subject, flag, link],
  );
  const follows = [...earlier, ...(page?.results ?? [])];
  const more = page?.next ?? null;
  const goOn = () => {
    setEarlier(follows);
    setLink(more);
  };
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
        aria-busy={page === undefined}
        data-rows={follows.length}
      >
        {follows.map((follow) => (
          <Person
            key={`${referenceOf(follow.user)} ${referenceOf(follow.follow_object)}`}
            follow={follow}
            view={view}
          />
        ))}
      </ul>
      {error !== undefined && <Failure error={error} again={again} />}
      {page !== undefined && follows.length === 0 && <Nobody route={{ view, subject, filters }} />}
      <More next={more} busy={false} more={goOn} />
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
