import type { Action, ShownEntity } from "../../lib/client/types.ts";
import { referenceOf } from "../names.ts";

/** So many like actions one after the other are told in one line. */
const WALL = 3;

/** A line of a stream: an action, or a run of one actor's like actions, newest first. */
export type Row =
  | { readonly action: Action; readonly isWithin: boolean; readonly day: string | undefined }
  | {
      readonly run: readonly [Action, ...Action[]];
      readonly isOpen: boolean;
      readonly day: string | undefined;
    };

/**
 * The lines of a stream: runs of the same actor, verb, day and privacy are folded into one, unless one of
 * their actions is `opened`; then all stand below it. `days` are those of the actions.
 */
export function rowsOf(
  actions: readonly Action[],
  days: readonly string[],
  opened: ReadonlySet<string>,
): readonly Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < actions.length;) {
    const run = runAt(actions, days, at);
    const day = days[at] === days[at - 1] ? undefined : days[at];
    const isOpen = run.some(({ id }) => opened.has(id));
    const isFolded = run.length >= WALL;
    if (isFolded) rows.push({ run, isOpen, day });
    if (!isFolded || isOpen)
      for (const action of run)
        rows.push({ action, isWithin: isFolded, day: !isFolded && action === run[0] ? day : undefined });
    at += run.length;
  }
  return rows;
}

/** The actions from one on that are like it. */
function runAt(actions: readonly Action[], days: readonly string[], at: number): [Action, ...Action[]] {
  const first = actions[at] as Action;
  let end = at + 1;
  while (days[end] === days[at] && isLike(first, actions[end])) end++;
  return [first, ...actions.slice(at + 1, end)];
}

const isLike = (a: Action, b: Action | undefined): boolean =>
  b !== undefined &&
  a.verb === b.verb &&
  a.public === b.public &&
  referenceOf(a.actor) === referenceOf(b.actor);

/** What a run was done to, each once, newest first: its targets, or, where one has none, its objects. */
export function thingsOf(run: readonly Action[]): readonly ShownEntity[] {
  const hasTargets = run.every(({ target }) => target !== null);
  const things = run.map(({ target, action_object: object }) => (hasTargets ? target : (object ?? target)));
  const byName = new Map<string, ShownEntity>();
  for (const thing of things)
    if (thing !== null && !byName.has(referenceOf(thing))) byName.set(referenceOf(thing), thing);
  return [...byName.values()];
}
