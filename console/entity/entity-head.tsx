import { ProblemError } from "../../lib/client/client.ts";
import type { EntityWithCounts } from "../../lib/client/types.ts";
import { useRequest } from "../use-request.ts";
import { entityOf, nameOf, safeUrl } from "../names.ts";
import { Mute } from "../mutes/mute.tsx";
import { type View, hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Icon, OUT } from "../stream/icons.tsx";
import { Follow } from "./follow.tsx";
import { Monogram } from "./monogram.tsx";

const TABS = ["activity", "feed", "followers", "following"] as const;
const LABELS = { activity: "Activity", feed: "Feed", followers: "Followers", following: "Following" };

interface Props {
  readonly subject: string;
  readonly view: View;
  /** Hears that the caller follows it now, or no more. */
  readonly onChange: () => void;
}

/** Who or what it is, whether the caller follows it, and where to look next. */
export function EntityHead({ subject, view, onChange }: Props) {
  const { client, me, isLocal, become } = useSession();
  const { value: entity = entityOf(subject), again } = useRequest(
    (signal) => client.entity(subject, {}, { signal }).catch(unknown),
    [client, subject],
  );
  const {
    name,
    html_url: url,
    followers_count: followers,
    following_count: following,
  } = entity as Partial<EntityWithCounts>;
  const link = safeUrl(url);
  const counts = { followers, following } as Partial<Record<(typeof TABS)[number], number>>;
  const followed = () => {
    again();
    onChange();
  };
  return (
    <header class="head">
      <Monogram entity={entity} large />
      <div class="head-words">
        <h1>{nameOf(entity)}</h1>
        <p class="hint">
          {entity.model_type.replaceAll("_", " ")}{" "}
          {name !== undefined && name !== entity.id && <code>{entity.id}</code>}
          {link !== undefined && (
            <a class="out" href={link} target="_blank" rel="noopener noreferrer">
              {new URL(link).hostname} <Icon path={OUT} />
            </a>
          )}
        </p>
      </div>
      <div class="head-deeds">
        {subject === me && <span class="badge calm">This is you</span>}
        {me !== undefined && subject !== me && (
          <>
            <Follow key={`${me} ${subject}`} subject={subject} onChange={followed} />
            <Mute key={`mute ${me} ${subject}`} subject={subject} />
          </>
        )}
        {isLocal && subject !== me && entity.model_type === "user" && (
          <button type="button" onClick={() => become(entity.id)}>
            Act as {nameOf(entity)}
          </button>
        )}
      </div>
      <nav class="tabs" aria-label={`About ${nameOf(entity)}`}>
        {TABS.map((tab) => (
          <a
            key={tab}
            href={hrefOf({ view: tab, subject, filters: {} })}
            aria-current={tab === view ? "page" : undefined}
          >
            {LABELS[tab]}{" "}
            {counts[tab] !== undefined && <span class="count">{counts[tab].toLocaleString("en")}</span>}
          </a>
        ))}
      </nav>
    </header>
  );
}

/** Nothing is stored of it, which is no error: its streams are there, and empty. */
function unknown(error: unknown): undefined {
  if (!(error instanceof ProblemError && error.status === 404)) throw error;
}
