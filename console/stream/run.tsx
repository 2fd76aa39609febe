import type { Action } from "../../lib/client/types.ts";
import { Avatar } from "../entity/avatar.tsx";
import { NameLink } from "../entity/name.tsx";
import { Day } from "../news/day.tsx";
import { shortName } from "../text.ts";
import { ago, exactly } from "../time.ts";
import { LockBadge } from "./entry.tsx";
import { VerbIcon } from "./icons.tsx";
import { thingsOf } from "./rows.ts";

/** Things that are named before the others are counted. */
const NAMED = 2;

interface Props {
  readonly run: readonly [Action, ...Action[]];
  readonly isOpen: boolean;
  readonly now: number;
  readonly position: number;
  readonly count: number;
  readonly day: string | undefined;
  readonly onToggle: () => void;
}

/** What one actor did again and again, in one line that opens. */
export function Run({ run, isOpen, now, position, count, day, onToggle }: Props) {
  const [newest] = run;
  const oldest = run.at(-1) ?? newest;
  const label = `says-run-${newest.id}`;
  const [to, from] = [new Date(newest.timestamp), new Date(oldest.timestamp)];
  return (
    <article
      class="entry run"
      tabIndex={0}
      aria-labelledby={label}
      aria-posinset={position}
      aria-setsize={count}
      data-id={`run-${newest.id}`}
      data-first={newest.id}
    >
      <Day heading={day} />
      <div class="deed">
        <div class="who">
          <Avatar entity={newest.actor} />
          <VerbIcon verb={newest.verb} />
        </div>
        <div class="what">
          <p class="sentence" id={label}>
            <NameLink entity={newest.actor} /> <bdi>{shortName(newest.verb)}</bdi> <Things run={run} />
          </p>
          <button
            type="button"
            class="quiet"
            aria-expanded={isOpen}
            data-opens={newest.id}
            onClick={onToggle}
          >
            {isOpen ? "Fold" : `Show all ${run.length}`}
          </button>
        </div>
        <p class="when">
          {!newest.public && <LockBadge />}
          <time dateTime={newest.timestamp} title={`${exactly(from)} to ${exactly(to)}`}>
            {ago(to, now)}
          </time>
        </p>
      </div>
    </article>
  );
}

/** To what it was done, and how often where that was one thing. */
function Things({ run }: { readonly run: readonly Action[] }) {
  const things = thingsOf(run);
  const others = things.length - NAMED;
  const on = run.every(({ action_object: object, target }) => object !== null && target !== null) && "on ";
  return (
    <>
      {things.length > 0 && on}
      <Named things={things} others={others} />
      {things.length < run.length && ` ${run.length} times`}
    </>
  );
}

interface NamedProps {
  readonly things: ReturnType<typeof thingsOf>;
  readonly others: number;
}

function Named({ things, others }: NamedProps) {
  return (
    <>
      {things.slice(0, others === 1 ? NAMED + 1 : NAMED).map((thing, index, all) => (
        <span key={`${thing.model_type}:${thing.id}`}>
          {index > 0 && (index === all.length - 1 && others < 2 ? " and " : ", ")}
          <NameLink entity={thing} />
        </span>
      ))}
      {others > 1 && ` and ${others} others`}
    </>
  );
}
