import { ProblemError } from "../../lib/client/client.ts";
import type { EntityWithCounts, ShownEntity } from "../../lib/client/types.ts";
import { useRequest } from "../use-request.ts";
import { entityOf, nameOf, safeUrl } from "../names.ts";
import { Mute } from "../mutes/mute.tsx";
import { type View, hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Heading } from "../shell/heading.tsx";
import { LongText } from "../shell/long-text.tsx";
import { Icon, OUT } from "../stream/icons.tsx";
import { shortName } from "../text.ts";
import { Avatar } from "./avatar.tsx";
import { Follow } from "./follow.tsx";

const TABS = ["activity", "feed", "followers", "following"] as const;
const LABELS = { activity: "Activity", feed: "Feed", followers: "Followers", following: "Following" };
/** Letters of a name that stand in the heading, and from how many on they are smaller. */
const MOST = 80;
const LONG = 40;

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
  const name = nameOf(entity);
  const short = shortName(name, MOST);
  const { followers_count: followers, following_count: following } = entity as Partial<EntityWithCounts>;
  const counts = { followers, following } as Partial<Record<(typeof TABS)[number], number>>;
  const followed = () => {
    again();
    onChange();
  };
  return (
    <header class={short === name ? "head" : "head tall"}>
      <Avatar key={subject} entity={entity} large />
      <div class="head-words">
        <Heading class={name.length > LONG ? "long" : ""}>{short}</Heading>
        {short !== name && <LongText class="hint" text={name} />}
        <About entity={entity} />
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
            Act as this user
          </button>
        )}
      </div>
      <nav class="tabs" aria-label={`About ${short}`}>
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

/** What is known of it beside its name. */
function About({
  entity,
}: {
  readonly entity: Partial<ShownEntity> & Pick<ShownEntity, "model_type" | "id">;
}) {
  const { model_type: type, id, name, html_url: url, description, message, state, number, tag } = entity;
  const link = safeUrl(url);
  const told = description ?? message;
  return (
    <>
      <p class="hint">
        <span>
          {state} {type.replaceAll("_", " ")} {number !== undefined && `#${number}`} {tag}
        </span>
        {name !== undefined && name !== id && (
          <code>
            <bdi>{id}</bdi>
          </code>
        )}
        {link !== undefined && (
          <a class="out" href={link} target="_blank" rel="noopener noreferrer">
            {new URL(link).hostname} <Icon path={OUT} />
          </a>
        )}
      </p>
      {told !== undefined && told !== name && <LongText class="about" text={told} />}
    </>
  );
}

/** Nothing is stored of it, which is no error: its streams are there, and empty. */
function unknown(error: unknown): undefined {
  if (!(error instanceof ProblemError && error.status === 404)) throw error;
}
