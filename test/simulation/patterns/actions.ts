import { beforeAll, expect, test } from "vitest";
import { newEntry } from "../../../lib/domain/action.ts";
import type { EntitySnapshot } from "../../../lib/domain/entity.ts";
import {
  createAction,
  deleteAction,
  getAction,
  getActions,
  getOccupant,
  updateAction,
} from "../../../lib/store/actions/actions.ts";
import { getLiveAction } from "../../../lib/store/actions/actions.ts";
import type { BoundedAction } from "../../../lib/store/entities/bounds.ts";
import { deleteEntity } from "../../../lib/store/entities/delete-entity.ts";
import { roleStream } from "../../../lib/store/streams/streams.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, at, collect, post, user, walk } from "./world.ts";

export function actionPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const actionOf = (id: string) => {
    const body = {
      actor: user(`${id}-actor`) as EntitySnapshot,
      verb: "said",
      target: user("t") as EntitySnapshot,
      public: true,
      data: { deep: [1, null] },
    };
    return { ...newEntry(id, at(1), body), fingerprint: "f", stored: NOW } as unknown as BoundedAction;
  };

  test("A1, A2: an action is stored once, and who comes second is told what is there", async () => {
    const action = actionOf("once");
    expect(await getOccupant(table, "once")).toBeUndefined();
    expect(await createAction(table, action, NOW)).toBeUndefined();
    expect(await createAction(table, { ...action, fingerprint: "other" }, NOW)).toEqual({
      kind: "action",
      action,
    });
    expect(await getAction(table, "once")).toEqual(action);
  });

  test("A3: many actions, without those that are not", async () => {
    const ids = Array.from({ length: 5 }, (_, index) => `many${index}`);
    for (const id of ids) await createAction(table, actionOf(id), NOW);
    await deleteAction(table, actionOf("many3"), NOW);
    for (const consistent of [true, false]) {
      const found = await getActions(table, [...ids, "nobody", "many0"], consistent);
      expect([...found.keys()].sort()).toEqual(["many0", "many1", "many2", "many4"]);
    }
    expect((await getActions(table, [], true)).size).toBe(0);
  });

  test("A4: a deletion holds on to the version, and leaves a tombstone that spends the id", async () => {
    const action = actionOf("gone");
    await createAction(table, action, NOW);
    expect(await deleteAction(table, { ...action, version: 2 }, NOW)).toBe(false);
    expect(await deleteAction(table, action, NOW)).toBe(true);
    expect(await deleteAction(table, action, NOW)).toBe(false);
    expect(await getAction(table, "gone")).toBeUndefined();
    expect(await getOccupant(table, "gone")).toEqual({ kind: "tombstone" });
    expect(await createAction(table, action, NOW)).toEqual({ kind: "tombstone" });
    expect(await collect(roleStream(table, { entity: action.body.actor, role: "actor" }, walk()))).toEqual(
      [],
    );
  });

  test("A4: a tombstone remembers who may ask for the deletion again, if it was one", async () => {
    const action = actionOf("asked");
    await createAction(table, action, NOW);
    expect(await deleteAction(table, action, NOW, { condition: "c" })).toBe(true);
    expect(await getOccupant(table, "asked")).toEqual({
      kind: "tombstone",
      actor: "user#asked-actor",
      condition: "c",
    });
  });

  test("A5: a change holds on to the version, and a private action moves to partitions of its own", async () => {
    const action = actionOf("patched");
    const { actor } = action.body;
    await createAction(table, action, NOW);
    const hidden = await updateAction(table, action, { ...action.body, public: false, data: undefined });
    expect(hidden).toMatchObject({ version: 2, body: { public: false } });
    expect(await updateAction(table, action, action.body)).toBeUndefined();
    expect(await getAction(table, "patched")).toEqual(hidden);
    expect(await collect(roleStream(table, { entity: actor, role: "actor" }, walk()))).toEqual([]);
    expect(
      await collect(roleStream(table, { entity: actor, role: "actor" }, walk(), { visibility: "private" })),
    ).toEqual([hidden]);
    const shown = await updateAction(table, hidden as BoundedAction, action.body);
    expect(await collect(roleStream(table, { entity: actor, role: "actor" }, walk()))).toEqual([shown]);
    expect(await updateAction(table, actionOf("never"), action.body)).toBeUndefined();
  });

  test("A6: an action is gone with any of its entities, and another life of them is another action's", async () => {
    const target = user("mortal");
    await post(table, user("a6"), "before", { target: "user:mortal" });
    await deleteEntity(table, target, NOW);
    await post(table, user("a6"), "after", { target: "user:mortal" });
    expect(await getLiveAction(table, "before")).toBeUndefined();
    expect(await getLiveAction(table, "after")).toMatchObject({ incarnations: { target: 1 } });
    expect(await getAction(table, "before")).toBeDefined();
  });
}
