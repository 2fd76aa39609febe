import { beforeAll, expect, test } from "vitest";
import { entryId, newAction } from "../../../lib/domain/action.ts";
import { deleteAction, getOccupant } from "../../../lib/store/actions.ts";
import { getEntities } from "../../../lib/store/entities.ts";
import { postAction } from "../../../lib/store/post-action.ts";
import type { Table } from "../../../lib/store/table.ts";
import { NOW, user } from "./world.ts";

export function idempotencyPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const send = (more: object, idempotencyKey?: string, callerKey = "t") =>
    postAction(table, { callerKey, actor: user("poster"), input: newAction.parse({ verb: "v", ...more }), idempotencyKey }, NOW);
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
    expect([...stored.values()].map(({ attributes }) => attributes)).toEqual([{ name: "One", username: "two" }]);
  });
}
