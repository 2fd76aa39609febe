import { describe, expect, test } from "vitest";
import {
  type Caller,
  type Reader,
  actsAs,
  callerKey,
  mayActFor,
  mayChange,
  mayChooseTime,
  mayWriteAttributes,
  ownFeedOf,
} from "../../lib/domain/caller.ts";
import type { StoredAction } from "../../lib/domain/action.ts";
import { CANARY_POSTER } from "../../lib/domain/canary.ts";
import type { EntityRef, EntitySnapshot } from "../../lib/domain/entity.ts";
import { visibilitiesFor, sees, seesRecipients } from "../../lib/domain/visibility.ts";

const user = (id: string): EntityRef => ({ model_type: "user", id });
const alice: Caller = { kind: "user", entity: user("alice") };
const service: Caller = { kind: "service", name: "importer", scopes: ["read", "write"] };
const key = (owner?: EntityRef): Reader => ({ kind: "feed-key", id: "k", owner });
const anyone: Reader = { kind: "anyone" };
const others = [{ kind: "user", entity: user("bob") } as const, key(user("alice")), key(), anyone];

const action = (actor: EntityRef, isPublic: boolean): StoredAction => ({
  ...{ position: "2025-01-01T00:00:00.000Z#1", version: 1, fingerprint: "f" },
  body: { actor: actor as EntitySnapshot, verb: "said", public: isPublic },
});
const FORBIDDEN = expect.objectContaining({ code: "forbidden" }) as Error;

describe("a caller", () => {
  test("has a text of its own, whatever it is called", () => {
    const named: Reader = { kind: "service", name: "alice", scopes: [] };
    const keys = [alice, service, named, key(), { ...key(), id: "alice" } as Reader, anyone].map(callerKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("acts as themselves, a service as whom it names", () => {
    expect([actsAs(alice, undefined, "actor"), actsAs(alice, user("alice"), "user")]).toEqual([
      user("alice"),
      user("alice"),
    ]);
    expect(() => actsAs(alice, user("bob"), "actor")).toThrow(FORBIDDEN);
    expect(actsAs(service, user("bob"), "actor")).toEqual(user("bob"));
    expect(() => actsAs(service, undefined, "user")).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("has the feed that is theirs, a key that of its owner, a service and its key none", () => {
    expect([alice, key(user("alice")), service, key(), anyone].map(ownFeedOf)).toEqual([
      user("alice"),
      user("alice"),
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("changes their own actions and attributes alone, and no time; a service all of it", () => {
    const mine = action(user("alice"), true);
    const tries = (caller: Reader) => [
      () => mayChange(caller, mine),
      () => mayWriteAttributes(caller, user("alice"), "target"),
      () => mayActFor(caller, user("alice")),
      () => mayChooseTime(caller, "timestamp"),
    ];
    for (const attempt of tries(service)) attempt();
    const [change, write, act, choose] = tries(alice);
    for (const allowed of [change, write, act]) allowed?.();
    expect(choose).toThrow(FORBIDDEN);
    // A key for alice's feed is not alice.
    for (const attempt of others.flatMap(tries)) expect(attempt).toThrow(FORBIDDEN);
  });
});

describe("an action", () => {
  test("that is private is seen by its actor and services", () => {
    const mine = action(user("alice"), false);
    expect([alice, service].map((caller) => sees(caller, mine))).toEqual([true, true]);
    expect(others.map((caller) => sees(caller, mine))).toEqual(others.map(() => false));
  });

  test("that is public is seen by all, and the canary's by nobody", () => {
    const readers = [alice, service, ...others];
    expect(readers.map((reader) => sees(reader, action(user("bob"), true)))).toEqual(readers.map(() => true));
    expect(readers.map((reader) => sees(reader, action(CANARY_POSTER, true)))).toEqual(
      readers.map(() => false),
    );
  });
});

test("recipients in `to` are seen by the action's actor and services, public or not", () => {
  for (const isPublic of [true, false]) {
    const mine = action(user("alice"), isPublic);
    expect([alice, service].map((caller) => seesRecipients(caller, mine))).toEqual([true, true]);
    expect(others.map((caller) => seesRecipients(caller, mine))).toEqual(others.map(() => false));
  }
});

test("of an entity's activity private actions are for itself as their actor, and for services that ask", () => {
  const entity = user("alice");
  const asks = (caller: Reader, role?: "actor" | "target", asked?: "all" | "false") =>
    visibilitiesFor({ caller, entity, role, asked });
  expect([asks(alice, "actor"), asks(alice, "target"), asks(alice)]).toEqual([
    ["public", "private"],
    ["public"],
    ["public"],
  ]);
  expect(others.map((caller) => asks(caller, "actor"))).toEqual(others.map(() => ["public"]));
  expect([asks(service), asks(service, undefined, "all"), asks(service, "actor", "false")]).toEqual([
    ["public"],
    ["public", "private"],
    ["private"],
  ]);
  for (const caller of [alice, ...others]) expect(() => asks(caller, "actor", "all")).toThrow(FORBIDDEN);
});
