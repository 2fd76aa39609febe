import { expect, test } from "vitest";
import { type Place, belongs } from "../../lib/client/belongs.ts";
import { OwnWrites } from "../../lib/client/own-writes.ts";
import { referenceOf } from "../../lib/client/path.ts";
import type { Action, Follow } from "../../lib/client/types.ts";

const [ALICE, BOB, CRYTHON] = ["user:alice", "user:bob", "repository:crython"];
const entity = (reference: string) => {
  const [model_type = "", id = ""] = reference.split(":");
  return { model_type, id, url: `http://x/${reference}` };
};
const action = (id: string, second: number, more: object = {}) =>
  ({
    ...{ id, verb: "pushed", public: true, actor: entity(ALICE), target: entity(CRYTHON) },
    ...{ action_object: null, timestamp: new Date(Date.UTC(2020, 0, 1, 0, 0, second)).toISOString() },
    ...more,
  }) as Action;
const place = (view: Place["view"], subject = "", query: Place["query"] = {}): Place => ({
  view,
  subject,
  query,
});
const PUBLIC = place("public");
const WHOLE = { isFirst: true, hasMore: false };
const ids = (actions: readonly Action[]) => actions.map(({ id }) => id);

function overlay() {
  let now = 0;
  const own = new OwnWrites(
    (one) => `http://x/${referenceOf(one)}`,
    () => now,
  );
  return { own, later: (milliseconds: number) => void (now += milliseconds) };
}

test.each<[Place, boolean]>([
  [PUBLIC, true],
  [place("public", "", { actor: ALICE, target: "repository", verb: ["starred", "pushed"] }), true],
  [place("public", "", { actor: BOB }), false],
  [place("public", "", { target: "user" }), false],
  [place("public", "", { action_object: "issue" }), false],
  [place("public", "", { verb: "starred" }), false],
  [place("public", "", { since: "2020-01-01T00:00:01Z" }), true],
  [place("public", "", { since: "2020-01-01T00:00:02Z" }), false],
  [place("public", "", { until: "2020-01-01T00:00:01Z" }), false],
  [place("activity", ALICE), true],
  [place("activity", CRYTHON), true],
  [place("activity", CRYTHON, { role: "actor" }), false],
  [place("activity", ALICE, { public: "false" }), false],
  [place("activity", BOB), false],
  [place("type", "repository"), true],
  [place("type", "issue"), false],
  [place("feed", ALICE), false],
  [place("feed", ALICE, { own: true }), true],
  [place("feed", ALICE, { own: "hide" }), false],
  [place("feed", BOB, { own: true }), false],
])("whether %o shows what was posted: %s", (where, isThere) => {
  expect(belongs(action("a", 1), where)).toBe(isThere);
});

test.each<[Place, boolean]>([
  [PUBLIC, false],
  [place("activity", ALICE, { role: "actor" }), true],
  [place("activity", ALICE), false],
  [place("activity", CRYTHON, { role: "target" }), false],
  [place("activity", CRYTHON, { public: "all" }), true],
  [place("activity", CRYTHON, { public: "false" }), true],
  [place("feed", ALICE, { own: true }), false],
])("whether %o shows what was posted for oneself alone: %s", (where, isThere) => {
  expect(belongs(action("a", 1, { public: false }), where)).toBe(isThere);
});

test("what was posted stands at its place of the first page, once, and a minute long", () => {
  const { own, later } = overlay();
  own.wrote("b", action("b", 2));
  const items = [action("c", 3), action("a", 1)];
  expect(ids(own.actions(items, PUBLIC, WHOLE))).toEqual(["c", "b", "a"]);
  expect(ids(own.actions([...items, action("b", 2)], PUBLIC, WHOLE))).toEqual(["c", "b", "a"]);
  expect(ids(own.actions([], PUBLIC, { isFirst: false, hasMore: false }))).toEqual([]);
  // It lies on a deeper page, which will have it.
  expect(ids(own.actions([action("c", 3)], PUBLIC, { isFirst: true, hasMore: true }))).toEqual(["c"]);
  expect(ids(own.actions([action("a", 1)], PUBLIC, { isFirst: true, hasMore: true }))).toEqual(["b", "a"]);
  later(60_001);
  expect(ids(own.actions(items, PUBLIC, WHOLE))).toEqual(["c", "a"]);
});

test("what was changed is so on every page, and goes where it belongs no more", () => {
  const { own } = overlay();
  const deep = { isFirst: false, hasMore: true };
  own.wrote("a", action("a", 1, { description: "new" }));
  expect(own.actions([action("a", 1)], PUBLIC, deep)[0]?.description).toBe("new");
  // A feed shows it because its owner follows somebody: only the service knows.
  expect(own.actions([action("a", 1)], place("feed", BOB), deep)[0]?.description).toBe("new");
  own.wrote("a", action("a", 1, { public: false }));
  expect(own.actions([action("a", 1)], PUBLIC, deep)).toEqual([]);
  expect(own.actions([action("a", 1)], place("feed", BOB), deep)).toEqual([]);
  own.wrote("a");
  expect(own.actions([action("a", 1)], place("activity", ALICE, { role: "actor" }), deep)).toEqual([]);
});

const follow = (user: string, object: string, more: object = {}) =>
  ({
    ...{ started: "2020-01-01T00:00:00.000Z", flag: "following", actor_only: true },
    ...{ user: entity(user), follow_object: entity(object), ...more },
  }) as Follow;
const followed = (follows: readonly Follow[]) => follows.map((one) => referenceOf(one.follow_object));
const EDGE = { user: ALICE, object: CRYTHON, flag: "following" };

test("what was followed is first in both lists, and gone once it is not", () => {
  const { own } = overlay();
  const following = { side: "following", entity: ALICE, query: {} } as const;
  const followers = { side: "followers", entity: CRYTHON, query: { type: ["user"] } } as const;
  own.followed(EDGE, true);
  const record = { ...follow(ALICE, CRYTHON), started: "1970-01-01T00:00:00.000Z" };
  expect(own.follows([follow(ALICE, BOB)], following, WHOLE)).toEqual([record, follow(ALICE, BOB)]);
  expect(own.follows([], followers, WHOLE)).toEqual([record]);
  expect(own.follows([], { ...following, entity: BOB }, WHOLE)).toEqual([]);
  expect(own.follows([], { ...following, query: { flag: "watching" } }, WHOLE)).toEqual([]);
  expect(own.follows([], { ...following, query: { type: ["user"] } }, WHOLE)).toEqual([]);
  expect(own.follows([], { ...following, query: { follow_object: [BOB] } }, WHOLE)).toEqual([]);
  expect(own.follows([], following, { isFirst: false, hasMore: false })).toEqual([]);
  // What had been followed keeps its place and its time.
  own.followed({ ...EDGE, actorOnly: false }, true);
  const known = [follow(ALICE, BOB), follow(ALICE, CRYTHON)];
  expect(own.follows(known, following, WHOLE)[1]).toEqual(follow(ALICE, CRYTHON, { actor_only: false }));
  own.followed({ ...EDGE, flag: "*" }, false);
  expect(followed(own.follows(known, following, WHOLE))).toEqual([BOB]);
  own.followed(EDGE, true);
  expect(followed(own.follows([], following, WHOLE))).toEqual([CRYTHON]);
});
