import type { Action } from "../../lib/client/types.ts";
import { Avatar } from "../entity/avatar.tsx";
import { NameLink } from "../entity/name.tsx";
import { hrefOf } from "../route.ts";
import { LongText } from "../shell/long-text.tsx";
import { shortName } from "../text.ts";
import { ago, exactly } from "../time.ts";
import { Icon, LOCK, VerbIcon } from "./icons.tsx";

interface Props {
  readonly action: Action;
  readonly now: number;
  readonly position: number;
  /** How many there are; -1 while that is not known. */
  readonly count: number;
  /** The day, above its first action. */
  readonly day: string | undefined;
}

/** Who did what to what, and when. */
export function Entry({ action, now, position, count, day }: Props) {
  const { id, actor, verb, action_object: object, target, description } = action;
  const time = new Date(action.timestamp);
  const label = `says-${id}`;
  return (
    <article
      class="entry"
      tabIndex={0}
      aria-labelledby={label}
      aria-posinset={position}
      aria-setsize={count}
      data-id={id}
    >
      {day !== undefined && <h2 class="day">{day}</h2>}
      <div class="deed">
        <div class="who">
          <Avatar entity={actor} />
          <VerbIcon verb={verb} />
        </div>
        <div class="what">
          <p class="sentence" id={label}>
            <NameLink entity={actor} /> <bdi>{shortName(verb)}</bdi> {object && <NameLink entity={object} />}
            {object && target && " on "}
            {target && <NameLink entity={target} />}
          </p>
          {description && <LongText class="said" text={description} />}
        </div>
        <p class="when">
          {!action.public && (
            <span class="badge">
              <Icon path={LOCK} /> Private
            </span>
          )}
          <a class="permalink" href={hrefOf({ view: "action", subject: id })}>
            <time dateTime={action.timestamp} title={exactly(time)}>
              {ago(time, now)}
            </time>
          </a>
        </p>
      </div>
    </article>
  );
}
