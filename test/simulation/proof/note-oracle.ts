import { type StoredAction, entryId } from "../../../lib/domain/action.ts";
import { type EntityRef, entityKey, sameEntity } from "../../../lib/domain/entity.ts";
import { incarnationIn, isLive } from "../../../lib/domain/incarnation.ts";
import { groupIdOf } from "../../../lib/domain/notifications/group-id.ts";
import { splitPosition } from "../../../lib/domain/position.ts";
import { HOUR, SECOND } from "../../../lib/domain/time.ts";
import type { Call, Doings, Marked } from "./doings.ts";
import type { Arrival, History } from "./history.ts";
import { type Truth, isMuted } from "./oracle.ts";

/**
 * The contract's definitions of notifications, from the actions that are stored and the history of what was
 * done. What happened at the same time may have come before or after: then they say that it is open.
 */

/** What notifications are compared with. */
export interface NoteTruth extends Truth {
  /** `to` of every action, by its id. */
  readonly to: ReadonlyMap<string, readonly EntityRef[]>;
  readonly doings: Doings;
  readonly history: History;
  readonly now: number;
  readonly retention: number;
  /** By how much clocks differ at most. */
  readonly skew: number;
  /** By how much reads may be behind. */
  readonly lag: number;
}

export type Answer = "yes" | "no" | "open";

/** When an action became what somebody is notified of, mutes aside. */
const arrivalOf = ({ history, incarnations }: NoteTruth, owner: EntityRef, id: string): Arrival | undefined =>
  history.arrivalOf(entityKey(owner), incarnationIn(incarnations, owner), id);

/** Whether something had happened when a call was made. */
const cameBefore = (time: number, { began, ended, done }: Call): Answer =>
  time > ended ? "no" : done && time <= began ? "yes" : "open";

/** Same verb, same thing, same day. */
export const groupKey = ({ body: { verb, target, action_object }, position }: StoredAction): string =>
  JSON.stringify([
    verb,
    entityKey(target ?? action_object ?? { model_type: "", id: "" }),
    position.slice(0, 10),
  ]);

const storedGroup = ({ body, position }: StoredAction): string =>
  groupIdOf(body, splitPosition(position).timestamp);

/** Whether an action notifies those whom it concerns: as its sender said, else unless it is an import. */
function notifies({ doings }: NoteTruth, { position, stored = Infinity }: StoredAction): Answer {
  const { id, timestamp } = splitPosition(position);
  const said = [...(doings.notify.get(id) ?? [undefined])];
  if (said.length > 1) return "open";
  return (said[0] ?? (stored === Infinity || Date.parse(timestamp) > stored - HOUR)) ? "yes" : "no";
}

/** Whether an action is in N(owner). */
export function isNotified(truth: NoteTruth, owner: EntityRef, action: StoredAction): Answer {
  const { actor, target, action_object } = action.body;
  const recipients = [target, action_object, ...(truth.to.get(entryId(action)) ?? [])];
  const concerns =
    action.body.public &&
    isLive(action, truth.incarnations) &&
    !sameEntity(actor, owner) &&
    !isMuted(truth, owner, actor) &&
    recipients.some((one) => one !== undefined && sameEntity(one, owner));
  if (!concerns) return "no";
  const arrival = arrivalOf(truth, owner, entryId(action));
  const isNew = survives(truth, owner, { action, arrival });
  const dismissed = truth.doings.dismissals
    .filter((one) => one.owner === entityKey(owner) && one.group === storedGroup(action))
    .map((one) => (arrival === undefined ? "no" : cameBefore(arrival.time, one)));
  const answers: Answer[] = [notifies(truth, action), isNew, ...dismissed.map(not)];
  return answers.includes("no") ? "no" : answers.includes("open") ? "open" : "yes";
}

const not = (answer: Answer): Answer => (answer === "yes" ? "no" : answer === "no" ? "yes" : "open");

/** Whether neither the owner's deletion nor time has taken it away. */
function survives(
  truth: NoteTruth,
  owner: EntityRef,
  { action, arrival }: { readonly action: StoredAction; readonly arrival: Arrival | undefined },
): Answer {
  const { now, retention, skew, history } = truth;
  const erased = history.erasedAt(entityKey(owner));
  const { stored = 0 } = action;
  // An action that tells somebody else, or is public, later than it was stored may have come after.
  if (stored <= erased + 2 * skew && erased > 0) {
    const isLater = action.version > 1 || stored > erased - 2 * skew - LONGEST_WAY;
    return isLater ? "open" : "no";
  }
  const age = now - (arrival?.at ?? stored);
  return age < retention - SECOND * 60 ? "yes" : "open";
}

/** Between a request's clock and what it stores. */
const LONGEST_WAY = 30 * SECOND;

/** Whether a mark covers the arrival of a member of a group that was moved at these times. */
function covers({ lag }: NoteTruth, mark: Marked, { time, at }: Arrival, moves: readonly number[]): Answer {
  if (mark.group !== undefined) return at > mark.at ? "no" : mark.done ? "yes" : "open";
  const end = mark.to ?? mark.ended;
  if (time > end) return "no";
  const isHere = [time, ...moves].every((moved) => moved + lag <= mark.from || moved > end);
  return mark.done && isHere ? "yes" : "open";
}

/** Whether a group with these members (ids of actions) is unseen, or unread. What is read is seen. */
export function isUnseen(
  truth: NoteTruth,
  owner: EntityRef,
  group: { readonly id: string; readonly members: readonly string[]; readonly field: Marked["field"] },
): Answer {
  const marks = truth.doings.marks.filter(
    (mark) =>
      mark.owner === entityKey(owner) &&
      (mark.field === "read" || group.field === "seen") &&
      (mark.group === undefined || mark.group === group.id),
  );
  const moves = truth.history.movesOf(entityKey(owner), group.id);
  const covered = group.members.map((id): Answer => {
    const arrival = arrivalOf(truth, owner, id);
    const answers =
      arrival === undefined ? ["open"] : marks.map((mark) => covers(truth, mark, arrival, moves));
    return answers.includes("yes") ? "yes" : answers.includes("open") ? "open" : "no";
  });
  return covered.includes("no") ? "yes" : covered.includes("open") ? "open" : "no";
}
