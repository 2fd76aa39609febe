import { useState } from "preact/hooks";
import { ActionControls, mayChange } from "../action/action-controls.tsx";
import { ActionFacts } from "../action/action-facts.tsx";
import type { Action } from "../../lib/client/types.ts";
import { Avatar } from "../entity/avatar.tsx";
import { NameLink } from "../entity/name.tsx";
import { Day } from "../news/day.tsx";
import { hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { LongText } from "../shell/long-text.tsx";
import { shortName } from "../text.ts";
import { ago, exactly } from "../time.ts";
import { DOTS, Icon, LOCK, VerbIcon } from "./icons.tsx";

interface Props {
  readonly action: Action;
  readonly now: number;
  readonly position: number;
  /** How many there are; -1 while that is not known. */
  readonly count: number;
  /** The day, above its first action. */
  readonly day: string | undefined;
  /** Of a run that was opened. */
  readonly isWithin?: boolean;
  /** On a page of its own, all of it is told below. */
  readonly isWhole?: boolean;
  /** Hears what the action is now; nothing: it is deleted. */
  readonly onChange?: (action: Action | undefined) => void;
}

/** Who did what to what, and when. */
export function Entry({ action, now, position, count, day, isWithin, isWhole = false, onChange }: Props) {
  const { id, actor, verb, action_object: object, target, description } = action;
  const [isOpen, setIsOpen] = useState(false);
  const time = new Date(action.timestamp);
  const label = `says-${id}`;
  return (
    <article
      class={isWithin === true ? "entry within" : "entry"}
      tabIndex={0}
      aria-labelledby={label}
      aria-posinset={position}
      aria-setsize={count}
      data-id={id}
      data-first={id}
    >
      <Day heading={day} />
      <div class="deed">
        <div class="who">
          <Avatar entity={actor} />
          <VerbIcon verb={verb} />
        </div>
        <div class="what">
          <p class="sentence" id={label}>
            <NameLink entity={actor} /> <bdi>{isWhole ? verb : shortName(verb)}</bdi>{" "}
            {object && <NameLink entity={object} />}
            {object && target && " on "}
            {target && <NameLink entity={target} />}
          </p>
          {description && <LongText class="said" text={description} />}
        </div>
        <p class="when">
          {!action.public && <LockBadge />}
          <a class="permalink" href={hrefOf({ view: "action", subject: id })}>
            <time dateTime={action.timestamp} title={exactly(time)}>
              {ago(time, now)}
            </time>
          </a>
          {!isWhole && (
            <button
              type="button"
              class="more"
              aria-label="Details"
              aria-describedby={label}
              aria-expanded={isOpen}
              onClick={() => setIsOpen(!isOpen)}
            >
              <Icon path={DOTS} />
            </button>
          )}
        </p>
        {isOpen && <Details action={action} onChange={onChange} />}
      </div>
    </article>
  );
}

/** All of an action, and what its actor may do with it, where it stands. */
function Details({ action, onChange }: Pick<Props, "action" | "onChange">) {
  const session = useSession();
  return (
    <div class="details">
      <ActionFacts action={action} />
      {onChange !== undefined && mayChange(session, action) && (
        <ActionControls
          key={JSON.stringify([action.public, action.description, action.data])}
          action={action}
          onChange={onChange}
        />
      )}
    </div>
  );
}

export const LockBadge = () => (
  <span class="badge">
    <Icon path={LOCK} /> Private
  </span>
);
