import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { ShownEntity } from "../../lib/client/types.ts";
import { CHEVRON } from "../notifications/icons.ts";
import { Icon } from "../stream/icons.tsx";
import { ago, exactly } from "../time.ts";
import { Faces } from "./faces.tsx";

interface Grouped {
  readonly summary: string;
  readonly actors: readonly ShownEntity[];
  readonly actions_count: number;
  readonly latest_at: string;
}

interface Props {
  /** What tells it apart, so that it is found open on the way back. */
  readonly id: string;
  readonly group: Grouped;
  readonly verb: string;
  /** What its newest action says. */
  readonly said: string | null | undefined;
  readonly now: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** What is told and can be done beside it. */
  readonly marks?: ComponentChildren;
  readonly deeds?: ComponentChildren;
  /** Its actions, while it is open. */
  readonly children: ComponentChildren;
}

/** A group in one line, which opens to its actions. */
export function GroupLine({ id, group, verb, said, now, isOpen, onToggle, marks, deeds, children }: Props) {
  const body = useId();
  const time = new Date(group.latest_at);
  return (
    <div class="group">
      <div class="group-line">
        <Faces actors={group.actors} verb={verb} />
        <div class="what">
          <h2 class="group-title">
            <button
              type="button"
              class="group-open"
              aria-expanded={isOpen}
              aria-controls={body}
              data-opens={id}
              onClick={onToggle}
            >
              <span dir="auto">{group.summary}</span>
              <Icon path={CHEVRON} />
            </button>
          </h2>
          {said && !isOpen && (
            <p class="said" dir="auto">
              {said}
            </p>
          )}
          <p class="when">
            {marks}
            {group.actions_count > 1 && <span>{group.actions_count.toLocaleString("en")} actions</span>}
            <time dateTime={group.latest_at} title={exactly(time)}>
              {ago(time, now)}
            </time>
          </p>
        </div>
        {deeds}
      </div>
      <div id={body} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
