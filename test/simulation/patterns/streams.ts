import { beforeAll, expect, test } from "vitest";
import type { StoredAction } from "../../../lib/domain/action.ts";
import { ROLES } from "../../../lib/domain/incarnation.ts";
import { deleteAction, updateAction } from "../../../lib/store/actions/actions.ts";
import { publicStreamPlace } from "../../../lib/table/keys.ts";
import { rowVersions } from "../../../lib/store/streams/rows.ts";
import {
  activity,
  activityFor,
  publicStream,
  roleStream,
  typeStream,
} from "../../../lib/store/streams/streams.ts";
import { VISIBILITIES } from "../../../lib/domain/visibility.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, at, delivered, idsOf, post, user, walk } from "./world.ts";

export function streamPatterns(open: () => Promise<Table>): void {
  let table: Table;
  const actions: StoredAction[] = [];
  const IDS = ["s0", "s1", "s2", "S3", "s-4", "_5", "s6"];
  // Seven actions in three seconds; the fifth is private, the last one large.
  beforeAll(async () => {
    table = await open();
    for (const [index, id] of IDS.entries()) {
      const more = {
        timestamp: at(index % 3),
        target: index % 2 === 0 ? "user:target" : undefined,
        action_object: index === 3 ? "repository:target" : "user:actor",
        public: index !== 4,
        data: index === 6 ? { text: "x".repeat(900) } : undefined,
      };
      actions.push(await post(table, user("actor"), id, more));
    }
    for (const action of actions) await delivered(table, action);
  });

  const newest = (which: (action: StoredAction) => boolean) =>
    actions
      .filter(which)
      .map(({ position }) => position)
      .sort()
      .reverse()
      .map((position) => position.slice(25));
  const isPublic = ({ body }: StoredAction) => body.public;

  test("S1: one role, newest first and oldest first, with ranges", async () => {
    const expected = newest(isPublic);
    expect(await idsOf(roleStream(table, { entity: user("actor"), role: "actor" }, walk()))).toEqual(
      expected,
    );
    expect(await idsOf(roleStream(table, { entity: user("actor"), role: "actor" }, walk("newer")))).toEqual(
      expected.toReversed(),
    );
    const range = { low: at(1), high: at(2) };
    expect(
      await idsOf(roleStream(table, { entity: user("actor"), role: "actor" }, walk("older", range))),
    ).toEqual(newest((action) => isPublic(action) && action.position.startsWith(at(1))));
    expect(
      await idsOf(
        roleStream(table, { entity: user("actor"), role: "actor" }, walk("older", { low: "b", high: "a" })),
      ),
    ).toEqual([]);
  });

  test("S2, S3: any role, each action once, and private ones for their actor alone", async () => {
    const taking = ({ body }: StoredAction) =>
      [body.target, body.action_object].some((one) => one?.id === "target");
    expect(await idsOf(activity(table, user("target"), ROLES, walk()))).toEqual(
      newest((action) => isPublic(action) && action.body.target?.id === "target"),
    );
    expect(await idsOf(activity(table, user("actor"), ROLES, walk("newer")))).toEqual(
      newest(isPublic).toReversed(),
    );
    expect(
      await idsOf(
        activityFor(table, user("actor"), { roles: ["actor"], visibilities: VISIBILITIES }, walk()),
      ),
    ).toEqual(newest(() => true));
    expect(actions.filter(taking).length).toBe(5);
  });

  test("S4, S5, R1: the listed streams, whose large rows are filled from their actions", async () => {
    expect(await idsOf(publicStream(table, walk()))).toEqual(newest(isPublic));
    expect(await idsOf(publicStream(table, walk("newer", { low: at(1) })))).toEqual(
      newest((action) => isPublic(action) && action.position >= at(1)).toReversed(),
    );
    expect(await idsOf(typeStream(table, "repository", walk()))).toEqual(["S3"]);
    expect(await idsOf(typeStream(table, "bot", walk()))).toEqual([]);
    const [last] = actions.slice(-1) as [StoredAction];
    for await (const entry of publicStream(table, walk("older", { high: last.position }))) {
      expect(entry).toMatchObject({
        position: last.position,
        body: JSON.parse(JSON.stringify(last.body)) as object,
      });
      break;
    }
  });

  test("D1: a listed stream follows changes and deletions, and late repetitions do no harm", async () => {
    const [first, second] = actions as [StoredAction, StoredAction];
    await deleteAction(table, first, NOW);
    const hidden = await updateAction(table, second, { ...second.body, public: false });
    for (const action of [first, second, first, second]) await delivered(table, action);
    const gone = [first.position, second.position];
    expect(await idsOf(publicStream(table, walk()))).toEqual(
      newest((action) => isPublic(action) && !gone.includes(action.position)),
    );
    await updateAction(table, hidden as StoredAction, second.body);
    for (const action of [second, second]) await delivered(table, action);
    const versions = await rowVersions(table, publicStreamPlace(0), {});
    expect([versions.get(second.position), versions.get(first.position)]).toEqual([3, undefined]);
  });

  test("S7, S8: listed streams are spread over more shards at any time, and lose nothing", async () => {
    const limits = { ...table.limits, listShards: 3, shardsRemembered: 0, shardsUsedAfter: 0 };
    const spread = { ...table, limits };
    const before = await idsOf(publicStream(spread, walk()));
    const more = Array.from({ length: 8 }, (_, index) => `T${index}`);
    const listed: StoredAction[] = [];
    for (const [index, id] of more.entries())
      listed.push(await post(spread, user("actor"), id, { timestamp: at(10 + index) }));
    for (const action of listed) await delivered(spread, action);
    const all = [...more.toReversed(), ...before];
    // A function that was deployed with the former setting reads all shards too.
    for (const reader of [spread, { ...spread, limits: { ...limits, listShards: 1 } }]) {
      expect(await idsOf(publicStream(reader, walk()))).toEqual(all);
      expect(await idsOf(publicStream(reader, walk("newer")))).toEqual(all.toReversed());
    }
    const perShard = [0, 1, 2].map((shard) => rowVersions(table, publicStreamPlace(shard), {}));
    expect(Math.max(...(await Promise.all(perShard)).map(({ size }) => size))).toBeLessThan(all.length);
    const former = actions.find(({ position }) => position.endsWith(`#${before[0]}`));
    const wider = { ...spread, limits: { ...limits, listShards: 5 } };
    for (const action of [listed[0] as StoredAction, former as StoredAction]) {
      await deleteAction(wider, action, NOW);
      await delivered(wider, action);
    }
    expect(await idsOf(publicStream(wider, walk()))).toEqual(
      all.filter((id) => id !== "T0" && id !== before[0]),
    );
  });
}
