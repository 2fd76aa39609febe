import { beforeAll, expect, test } from "vitest";
import type { EntityRef } from "../../../lib/domain/entity.ts";
import { getApiKey, putApiKey, revokeApiKey } from "../../../lib/store/access/api-keys.ts";
import { openCursor, sealCursor } from "../../../lib/store/access/cursor.ts";
import { deleteEntity, endDeletion } from "../../../lib/store/entities/delete-entity.ts";
import { followerEdges } from "../../../lib/store/graph/edges.ts";
import { getEntity } from "../../../lib/store/entities/counted-entities.ts";
import { type StoredEntity, getEntities, getIncarnation } from "../../../lib/store/entities/entities.ts";
import { putEntity, putEntityIf } from "../../../lib/store/entities/put-entity.ts";
import { findEntities } from "../../../lib/store/find/find-entities.ts";
import { nameEntity } from "../../../lib/store/find/names.ts";
import { getState } from "../../../lib/store/feeds/feed-state.ts";
import { countFollowers } from "../../../lib/store/graph/follow-counts.ts";
import { postUnfollow } from "../../../lib/store/graph/post-follow.ts";
import { purge } from "../../../lib/store/jobs/purge.ts";
import { activity } from "../../../lib/store/streams/streams.ts";
import { entityItemKey, findKey, findRange } from "../../../lib/table/keys.ts";
import { query } from "../../../lib/table/query.ts";
import type { Table } from "../../../lib/table/table.ts";
import { AWKWARD, NOW, collect, feedOf, follows, post, user, walk } from "./world.ts";

export function entityPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const edgesOf = async (whom: EntityRef) =>
    (await followerEdges(table, { entity: whom, edges: "actor" }, {}, 100)).map(({ edge }) => edge);

  test("E1, E3, E4: attributes replace what was there, and say whether there was any", async () => {
    expect(await getEntity(table, user("e3"))).toBeUndefined();
    expect(await putEntity(table, user("e3"), { name: "One", bio: "b" })).toMatchObject({ isNew: true });
    const { revision, isNew } = await putEntity(table, user("e3"), { name: "Two" });
    const counts = { followers: 0, following: 0, incarnation: 0 };
    expect(isNew).toBe(false);
    expect(await getEntity(table, user("e3"))).toEqual({ attributes: { name: "Two" }, revision, ...counts });
    expect((await getEntities(table, [user("e3"), user("no")], false)).size).toBe(1);
  });

  test("E3: of many conditional writes at once each sees what it replaces", async () => {
    const seen: unknown[] = [];
    const names = ["a", "b", "c", "d", "e"];
    await Promise.all(
      names.map((name) => {
        let before: unknown;
        const check = ({ attributes }: StoredEntity) => void (before = attributes?.["name"]);
        return putEntityIf(table, user("e3if"), { name }, check).then(() => seen.push(before));
      }),
    );
    const last = (await getEntity(table, user("e3if")))?.attributes["name"];
    expect([...seen, last].toSorted()).toEqual([...names, undefined].toSorted());
  });

  test("C1: each follow is counted once, be its record repeated, late, or of what has gone", async () => {
    const star = user("counted");
    await follows(table, user("c1"), star);
    await follows(table, user("c2"), star);
    const come = (await edgesOf(star)).map((edge) => ({ gone: undefined, come: edge }));
    await countFollowers(table, star, [...come, ...come], NOW);
    await countFollowers(table, star, come.toReversed(), NOW);
    expect(await getEntity(table, star)).toMatchObject({ followers: 2 });
    const [first] = await edgesOf(star);
    await postUnfollow(
      table,
      { callerKey: "t", follower: user("c1"), followed: star, flag: "following", sendAction: false },
      NOW,
    );
    for (let again = 0; again < 2; again++)
      await countFollowers(table, star, [{ gone: first, come: undefined }, ...come], NOW);
    expect(await getEntity(table, star)).toMatchObject({ followers: 1 });
    expect(await getEntity(table, user("c2"))).toMatchObject({ following: 1 });
  });

  test("E2, E5, E6, E7: a deletion begins an incarnation, and its remains are removed", async () => {
    const star = user("mortal");
    await putEntity(table, star, { name: "Mortal" });
    await post(table, star, "m1");
    await post(table, star, "m2", { public: false });
    await follows(table, user("fan"), star);
    await follows(table, star, user("idol"));
    expect(await feedOf(table, user("fan"))).toEqual(["m1"]);
    await deleteEntity(table, star, NOW);
    expect([await getEntity(table, star), await getIncarnation(table, star)]).toEqual([undefined, 1]);
    expect(await getState(table, star, "following")).toMatchObject({
      incarnation: 1,
      follows: 0,
      phase: "stale",
    });
    expect(await collect(activity(table, star, ["actor"], walk()))).toEqual([]);
    await post(table, star, "m3");
    const removal = {
      entity: star,
      incarnation: 1,
      deadline: Infinity,
      now: () => NOW,
      onProgress: () => undefined,
    };
    expect(await purge(table, removal)).toBeUndefined();
    expect(
      (await collect(activity(table, star, ["actor"], walk()))).map(({ position }) => position.slice(25)),
    ).toEqual(["m3"]);
    expect([await feedOf(table, user("fan")), await edgesOf(star)]).toEqual([[], []]);
    const stored = async () => [...(await getEntities(table, [star], true)).values()][0];
    expect(await stored()).toMatchObject({ incarnation: 1, deleting: true, attributes: undefined });
    await endDeletion(table, star, 2);
    expect(await stored()).toMatchObject({ deleting: true });
    await endDeletion(table, star, 1);
    expect(await stored()).toMatchObject({ incarnation: 1, deleting: false });
    await deleteEntity(table, star, NOW);
    expect(await getIncarnation(table, star)).toBe(2);
  });

  test("I1, I2: an entity is found by the names that it has now, whatever came late", async () => {
    const person = user("n1");
    const item = (name: string) => ({ ...entityItemKey(person), attributes: JSON.stringify({ name }) });
    const found = async (prefix: string) =>
      (await findEntities(table, "user", prefix, 10)).map(({ entity, attributes }) => [
        entity.id,
        attributes,
      ]);
    const changes = [[undefined, item("Zoë")] as const, [item("Zoë"), item("Zachary")] as const];
    await putEntity(table, person, { name: "Zoë" });
    await nameEntity(table, person, changes.slice(0, 1));
    expect(await found("zo")).toEqual([["n1", { name: "Zoë" }]]);
    await putEntity(table, person, { name: "Zachary" });
    // Not told yet: the row is there, and no longer true.
    expect([await found("zo"), await found("zac")]).toEqual([[], []]);
    for (const late of [changes, changes.slice(0, 1), changes.slice(1)]) {
      await nameEntity(table, person, late);
      expect([await found("zo"), await found("zac")]).toEqual([[], [["n1", { name: "Zachary" }]]]);
    }
    const rows = async () =>
      (
        await Promise.all(
          ["zoe", "zachary", "n1"].map((text) =>
            query(table, findKey(person, text).pk, { range: findRange(text) }),
          ),
        )
      ).map(({ length }) => length);
    expect(await rows()).toEqual([0, 1, 1]);
    await deleteEntity(table, person, NOW);
    expect(await found("zac")).toEqual([]);
    await nameEntity(table, person, [[item("Zachary"), entityItemKey(person)]]);
    expect(await rows()).toEqual([0, 0, 0]);
  });

  test("I2: as many as are asked for are found, in order, though rows of others are not true any more", async () => {
    const people = AWKWARD.map((text) => ({ model_type: "n2", id: `q${text}` }));
    for (const person of people) {
      await putEntity(table, person, {});
      await nameEntity(table, person, [[undefined, { ...entityItemKey(person), attributes: "{}" }]]);
    }
    const [first, ...others] = people;
    await deleteEntity(table, first as EntityRef, NOW);
    const found = await findEntities(table, "n2", "q", 4);
    expect(found.map(({ entity }) => entity.id)).toEqual(others.slice(0, 4).map(({ id }) => id));
    expect((await findEntities(table, "n2", "q", 50)).map(({ entity }) => entity.id)).toHaveLength(
      others.length,
    );
  });

  test("K1, K2: a service's key, and its new scopes", async () => {
    expect(await getApiKey(table, "secret")).toBeUndefined();
    await putApiKey(table, "secret", { name: "cicd", scopes: ["read", "write"] });
    await putApiKey(table, "secret", { name: "cicd", scopes: ["read"] });
    expect(await getApiKey(table, "secret")).toEqual({ name: "cicd", scopes: ["read"] });
  });

  test("K2: of many keys that are given to one name at once, one is left", async () => {
    const keys = Array.from({ length: 12 }, (_, index) => `key${index}`);
    await Promise.all(keys.map((key) => putApiKey(table, key, { name: "contested", scopes: ["read"] })));
    const found = await Promise.all(keys.map((key) => getApiKey(table, key)));
    expect(found.filter((key) => key !== undefined)).toHaveLength(1);
    expect(await revokeApiKey(table, "contested")).toBe(true);
    expect(
      (await Promise.all(keys.map((key) => getApiKey(table, key)))).some((key) => key !== undefined),
    ).toBe(false);
  });

  test("X1: a secret is made once, and signs cursors", async () => {
    const cursor = { direction: "older" as const, position: "p", inclusive: false, generation: undefined };
    const text = await sealCursor(table, "scope", cursor);
    expect(await openCursor(table, "scope", text)).toEqual(cursor);
    await expect(openCursor(table, "other", text)).rejects.toMatchObject({ code: "invalid" });
  });
}
