import { beforeAll, expect, test } from "vitest";
import { entryId, newAction } from "../../../lib/domain/action.ts";
import { deleteAction, getOccupant } from "../../../lib/store/actions/actions.ts";
import { getEntities } from "../../../lib/store/entities/entities.ts";
import { postAction } from "../../../lib/store/actions/post-action.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, user } from "./world.ts";

export function idempotencyPatterns(open: () => Promise<Table>, crowd: number): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const send = (more: object, idempotencyKey?: string, callerKey = "t") =>
    postAction(
      table,
      { callerKey, actor: user("poster"), input: newAction.parse({ verb: "v", ...more }), idempotencyKey },
      NOW,
    );
  const CONFLICT = { code: "conflict" };

  test("P1: a repeat of an id answers the first, another request with it is refused", async () => {
    const first = await send({ id: "mine" });
    expect(first.created).toBe(true);
    expect(await send({ id: "mine" })).toEqual({ action: first.action, created: false });
    await expect(send({ id: "mine", verb: "w" })).rejects.toMatchObject(CONFLICT);
    await expect(send({ id: "mine" }, undefined, "other caller")).rejects.toMatchObject(CONFLICT);
  });

  test("P1: a key alone names the action", async () => {
    const first = await send({}, "key");
    expect(await send({}, "key")).toEqual({ action: first.action, created: false });
    await expect(send({ verb: "w" }, "key")).rejects.toMatchObject(CONFLICT);
    expect(entryId((await send({}, "key", "other")).action)).not.toBe(entryId(first.action));
    await deleteAction(table, first.action, NOW);
    await expect(send({}, "key")).rejects.toMatchObject(CONFLICT);
  });

  test("P1: a key beside an id is reserved in one transaction with the action", async () => {
    const first = await send({ id: "chosen" }, "both");
    expect(first.created).toBe(true);
    expect(await send({ id: "chosen" }, "both")).toEqual({ action: first.action, created: false });
    await expect(send({ id: "free" }, "both")).rejects.toMatchObject(CONFLICT);
    expect(await getOccupant(table, "free")).toBeUndefined();
    await deleteAction(table, first.action, NOW);
    await expect(send({ id: "chosen" }, "both")).rejects.toMatchObject(CONFLICT);
  });

  test("P1, E1, E2: attributes that come with an action are stored with it, and laid over what was known", async () => {
    const target = { model_type: "user", id: "described" };
    await send({ id: "d1", target: { ...target, name: "One" } });
    const { action } = await send({ id: "d2", target: { ...target, username: "two" } });
    expect(action.body.target).toMatchObject({ name: "One", username: "two" });
    const stored = await getEntities(table, [target, user("nobody")], true);
    expect([...stored.values()].map(({ attributes }) => attributes)).toEqual([
      { name: "One", username: "two" },
    ]);
  });

  test("P1, A7: a key counts from when it was first sent, also where the id alone had answered until then", async () => {
    const first = await send({ id: "early" });
    expect(await send({ id: "early" }, "late")).toEqual({ action: first.action, created: false });
    expect(await send({ id: "early" }, "late")).toEqual({ action: first.action, created: false });
    await expect(send({ verb: "w" }, "late")).rejects.toMatchObject(CONFLICT);
    await expect(send({ id: "unused" }, "late")).rejects.toMatchObject(CONFLICT);
    await expect(send({ id: "early", verb: "w" }, "wrong")).rejects.toMatchObject(CONFLICT);
    expect((await send({ verb: "w" }, "wrong")).created).toBe(true);
  });

  test("P1: of many repeats at once exactly one makes the action, whatever names it", async () => {
    for (const [more, key] of [
      [{ id: "crowd" }, undefined],
      [{}, "crowd key"],
      [{ id: "crowd2", target: { model_type: "user", id: "crowded", name: "N" } }, "crowd key 2"],
    ] as const) {
      const all = await Promise.all(Array.from({ length: crowd }, () => send(more, key)));
      expect(all.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(all.map(({ action }) => entryId(action))).size).toBe(1);
    }
  });

  const MANY = Array.from({ length: crowd }, (_, index) => index);

  test("P1: many who rename one entity at once are all answered, each with the name that it gave", async () => {
    const target = { model_type: "repository", id: "renamed" };
    await send({ target: { ...target, name: "old", slug: "kept", html_url: "https://example.com/" } });
    let calls = 0;
    const counted: Table = {
      ...table,
      client: { send: ((command: never) => (calls++, table.client.send(command))) as never },
    };
    const posts = MANY.map((index) => {
      const input = newAction.parse({ verb: "v", target: { ...target, name: `name ${index}` } });
      return postAction(counted, { callerKey: "t", actor: user("renamer"), input }, NOW);
    });
    const names = (await Promise.all(posts)).map(({ action }) => action.body.target?.["name"]);
    expect(names).toEqual(MANY.map((index) => `name ${index}`));
    const [stored] = (await getEntities(table, [target], true)).values();
    expect(names).toContain(stored?.attributes?.["name"]);
    expect(stored?.attributes).toMatchObject({ slug: "kept", html_url: "https://example.com/" });
    // A few calls each: what grew with the square would be hundreds.
    expect(calls).toBeLessThan(10 * MANY.length);
  });

  test("P1: many who describe one entity at once never store more than an entity may show", async () => {
    const target = { model_type: "repository", id: "described at once" };
    const parts = [{ name: "n".repeat(250) }, { slug: "s".repeat(250) }, { description: "d".repeat(700) }];
    const results = await Promise.allSettled(
      MANY.map((index) => send({ target: { ...target, ...parts[index % 3] } })),
    );
    const refused = results.flatMap((one) =>
      one.status === "rejected" ? [one.reason as { code: string }] : [],
    );
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["invalid"]));
    const [stored] = (await getEntities(table, [target], true)).values();
    expect(JSON.stringify(stored?.attributes).length).toBeLessThanOrEqual(1024);
    expect(Object.keys(stored?.attributes ?? {})).toHaveLength(2);
  });
}
