import { type Op, PEOPLE, type Step } from "./programs.ts";

type NoteRace = Extract<Op, { kind: "note race" }>;
type Somebody = NoteRace["who"];
type Verb = Extract<Op, { kind: "tell" }>["verb"];

/** Whoever there is besides: in a world of two some races are none. */
const next = (who: Somebody): Somebody => ((who + 1) % PEOPLE) as Somebody;

/** Longer than any call takes between its clock and what it stores. */
const LONG = 40_000;
/** Marks do not name what is this old. */
const LONG_AGO = 90_000;
/** Indexes have it then, and marks still name it. */
const INDEXED = 25_000;

/** What random steps seldom bring together about one group of somebody's notifications, as steps. */
export function stepsOfNoteRace({ who, apart, change, field, marks }: NoteRace): Step[] {
  const [one, other] = [next(who), next(next(who))];
  const told = { isPublic: true, isMany: false, target: undefined, notify: undefined, second: undefined };
  const tells = (actor: Somebody, verb: Verb = "starred"): Op => ({
    ...{ kind: "tell", to: [who], who: actor, verb },
    ...told,
  });
  const notes = { kind: "notes", who, size: 2, pages: 1, field } as const;
  const reads: Op = { ...notes, marks: undefined, pause: 0 };
  const marking = (pause: 0 | 3000): Op => ({ ...notes, marks, pause });
  // Whom an earlier race has muted.
  const unmutes: Op = { kind: "unmute", who, whom: one };
  const mutes: Op = { kind: "mute", who, whom: one, seconds: undefined };
  switch (change) {
    case "mute":
      // Its reader obeys a mute while a member of the muted is on its way.
      return [
        { wait: 0, op: unmutes },
        { wait: 1000, op: tells(one, "pushed") },
        { wait: 0, op: tells(one) },
        { wait: apart, op: mutes },
        { wait: 0, op: reads },
        { wait: 30, op: reads },
        { wait: 30, op: reads },
      ];
    case "marks":
      // Two readers mark, and the one who has seen less is the later one.
      return [
        { wait: 0, op: unmutes },
        { wait: 1000, op: tells(one) },
        { wait: 3000, op: marking(3000) },
        { wait: 1000, op: tells(other) },
        { wait: 1500, op: marking(0) },
      ];
    case "hidden":
      // A mark covers what is hidden, too: it is nothing new when it is shown again.
      return [
        { wait: 0, op: mutes },
        { wait: 200, op: tells(other) },
        { wait: 1000, op: tells(one) },
        { wait: INDEXED, op: marking(0) },
        { wait: 3000, op: unmutes },
      ];
    case "hidden late":
      // The same in a group that has seen nothing for long.
      return [
        { wait: 0, op: mutes },
        { wait: 200, op: tells(other) },
        { wait: LONG_AGO, op: tells(one) },
        { wait: INDEXED, op: marking(0) },
        { wait: 3000, op: unmutes },
      ];
    case "refilled":
      // A member that has come back from rows into the head is deleted.
      return [
        { wait: 0, op: unmutes },
        { wait: 1000, op: tells(one) },
        { wait: 1000, op: tells(other) },
        { wait: 1000, op: tells(one) },
        { wait: 3000, op: { kind: "delete", which: -1 } },
        { wait: 3000, op: { kind: "delete", which: -3 } },
      ];
    case "erased":
      // A group of before goes on where its owner is told again before anybody has removed it.
      return [
        { wait: 0, op: unmutes },
        { wait: 1000, op: tells(one) },
        { wait: LONG, op: { kind: "delete entity", who, then: 0 } },
        { wait: apart, op: tells(other) },
      ];
  }
}
