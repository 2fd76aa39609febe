import { beforeAll, expect, test } from "vitest";
import type { StoredAction } from "../../../lib/domain/action.ts";
import { deleteAction } from "../../../lib/store/actions/actions.ts";
import {
  type Chunk,
  type Delegate,
  deliver,
  deliverChunk,
  deliverRest,
} from "../../../lib/store/feeds/deliver.ts";
import { publicStream } from "../../../lib/store/streams/streams.ts";
import { getEntities } from "../../../lib/store/entities/entities.ts";
import { putEntity } from "../../../lib/store/entities/put-entity.ts";
import { followerRanges } from "../../../lib/store/feeds/fan-out.ts";
import { addPulledEntities } from "../../../lib/store/feeds/feed-passes.ts";
import { CLASSES } from "../../../lib/store/graph/edges.ts";
import { getState } from "../../../lib/store/feeds/feed-state.ts";
import { beginPull, endPull, followersToTell, push } from "../../../lib/store/feeds/pull-switch.ts";
import { Memory } from "../../../lib/table/memory.ts";
import type { Table } from "../../../lib/table/table.ts";
import { inTurn } from "../../../lib/store/jobs/lease.ts";
import { workPages } from "../../../lib/store/jobs/lists.ts";
import { type Taken, firstTurn, nextTurn, takeTurn } from "../../../lib/store/jobs/turns.ts";
import { NOW, at, delivered, feedOf, follows, idsOf, post, user, walk } from "./world.ts";

export function celebrityPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const modeOf = async (id: string) => [...(await getEntities(table, [user(id)], true)).values()][0]?.mode;

  async function switched(id: string): Promise<void> {
    const switchId = (await beginPull(table, user(id))) as string;
    for (const edges of CLASSES) {
      const list = followersToTell(table, { entity: user(id), edges }, () => NOW);
      for await (const { next } of workPages(table, list, {})) if (next === undefined) break;
    }
    expect(await endPull(table, { entity: user(id), switchId })).toBe(true);
  }

  test("W1, W2, W4: one switch at a time; one that was given up ends nothing", async () => {
    expect(await beginPull(table, user("w1"))).toBeUndefined();
    await putEntity(table, user("w1"), {});
    const first = (await beginPull(table, user("w1"))) as string;
    expect([await beginPull(table, user("w1")), await modeOf("w1")]).toEqual([undefined, "switching"]);
    expect([await push(table, user("w1"), NOW), await push(table, user("w1"), NOW)]).toEqual([true, false]);
    const second = (await beginPull(table, user("w1"))) as string;
    const end = (switchId: string) => endPull(table, { entity: user("w1"), switchId });
    expect([await end(first), await end(second), await end(second)]).toEqual([false, true, false]);
    expect(await modeOf("w1")).toBe("pull");
  });

  test("W3, G13, G14: feeds in use are told to pull, and stay exact without deliveries, there and back", async () => {
    for (const star of ["star", "other"]) await putEntity(table, user(star), {});
    await post(table, user("star"), "old", { timestamp: at(0) });
    await follows(table, user("w3"), user("star"));
    await follows(table, user("w3"), user("other"));
    expect(await feedOf(table, user("w3"))).toEqual(["old"]);
    await switched("star");
    expect(await getState(table, user("w3"), "following", true)).toMatchObject({
      pulledEntities: [{ entity: user("star"), actorOnly: true }],
    });
    const fresh = await post(table, user("star"), "fresh", { timestamp: at(1) });
    expect(await followerRanges(table, fresh.body)).toEqual([]);
    const pushed = await post(table, user("other"), "pushed", { timestamp: at(2) });
    for (const action of [fresh, pushed]) await delivered(table, action);
    // Each by a function of its own: one may show what it read a moment ago.
    const read = () => feedOf({ ...table, memory: new Memory() }, user("w3"));
    expect(await read()).toEqual(["pushed", "fresh", "old"]);
    await follows(table, user("late"), user("star"));
    expect(await feedOf(table, user("late"))).toEqual(["fresh", "old"]);
    await push(table, user("star"), NOW);
    await deleteAction(table, fresh, NOW);
    await delivered(table, fresh);
    expect(await read()).toEqual(["pushed", "old"]);
  });

  test("G13: a generation that has ended is told nothing", async () => {
    await follows(table, user("g13"), user("idol"));
    await feedOf(table, user("g13"));
    const feed = { owner: user("g13"), flag: "following" };
    const report = (generation: number, id: string) =>
      addPulledEntities(table, feed, generation, [{ entity: user(id), actorOnly: false }]);
    expect([await report(1, "a"), await report(2, "a"), await report(2, "b"), await report(2, "b")]).toEqual([
      undefined,
      "added",
      "added",
      "added",
    ]);
    const pulled = (await getState(table, feed.owner, feed.flag, true))?.pulledEntities.map(
      ({ entity }) => entity.id,
    );
    expect(pulled?.toSorted()).toEqual(["a", "b"]);
  });

  test("D3: a chunk serves its part of a fan-out", async () => {
    const followers = ["d0", "d1", "d2"];
    await post(table, user("chunked"), "before", { timestamp: at(0) });
    for (const id of followers) {
      await follows(table, user(id), user("chunked"));
      await feedOf(table, user(id));
    }
    const action: StoredAction = await post(table, user("chunked"), "chunk", { timestamp: at(1) });
    const range = { entity: user("chunked"), edges: "actor" as const, low: "user#d1" };
    const chunk = { changed: action, range, turn: firstTurn(table, "d3") };
    await deliverChunk(table, chunk, () => Promise.reject(new Error("no more")), NOW);
    const feeds = await Promise.all(followers.map((id) => feedOf(table, user(id))));
    expect(feeds.map((ids) => ids.includes("chunk"))).toEqual([false, true, true]);
  });

  test("T1: a turn belongs to the message that takes it first, with what it noted then", async () => {
    const mine = firstTurn(table, "t1");
    expect(await takeTurn(table, mine, "so far", NOW)).toEqual({ note: "so far", isFirst: true });
    expect(await takeTurn(table, firstTurn(table, "t1"), "further", NOW)).toBeUndefined();
    expect(await takeTurn(table, mine, "further", NOW)).toEqual({ note: "so far", isFirst: false });
    expect(await takeTurn(table, nextTurn(table, mine), undefined, NOW)).toEqual({
      note: undefined,
      isFirst: true,
    });
  });

  test("T7: a turn is worked on by one receipt of its message at a time, and by none after one has ended well", async () => {
    const turn = firstTurn(table, "t7");
    const work = ({ note, isFirst }: Taken) => Promise.resolve([note, isFirst]);
    const failing = inTurn(table, { turn, note: "so far" }, NOW, async () => {
      await expect(inTurn(table, { turn }, NOW, work)).rejects.toThrow("at work");
      throw new Error("no luck");
    });
    await expect(failing).rejects.toThrow("no luck");
    const late = inTurn(table, { turn, note: "further" }, NOW, async () => {
      const later = NOW + table.limits.lease;
      expect(await inTurn(table, { turn, note: "further" }, later, work)).toEqual(["so far", false]);
    });
    await expect(late).rejects.toThrow("taken over");
    expect(await inTurn(table, { turn }, NOW + 2 * table.limits.lease, work)).toBeUndefined();
    expect(await inTurn(table, { turn: firstTurn(table, "t7") }, NOW, work)).toBeUndefined();
    // As a function of an older version left it.
    const old = firstTurn(table, "t7 old");
    await takeTurn(table, old, "so far", NOW);
    expect(await inTurn(table, { turn: old }, NOW, work)).toEqual(["so far", false]);
  });

  test("D5: listed streams that are too busy hold up no feed", async () => {
    await follows(table, user("d5-reader"), user("d5"));
    expect(await feedOf(table, user("d5-reader"))).toEqual([]);
    const action = await post(table, user("d5"), "d5-post");
    const rest: Parameters<Delegate>[0][] = [];
    const busy = async (command: { input: { RequestItems?: object } }) => {
      if (JSON.stringify(command.input.RequestItems ?? {}).includes("STREAM#"))
        return { UnprocessedItems: command.input.RequestItems };
      return table.client.send(command as never) as Promise<object>;
    };
    const delegate: Delegate = (one) => Promise.resolve(void rest.push(one));
    const written = await deliver({ ...table, client: { send: busy as never } }, action, delegate, NOW);
    expect([written, await feedOf(table, user("d5-reader"))]).toEqual([1, ["d5-post"]]);
    const listed = async () => (await idsOf(publicStream(table, walk()))).includes("d5-post");
    expect([await listed(), rest.length]).toEqual([false, 1]);
    await deliverRest(table, rest[0] as Chunk, delegate, NOW);
    expect([await listed(), rest.length]).toEqual([true, 1]);
  });

  test("D5: a write of listed streams that fails for another reason fails the delivery, and is not handed on", async () => {
    const action = await post(table, user("d5"), "d5-wrong");
    const wrong = async (command: { input: { RequestItems?: object } }) => {
      if (JSON.stringify(command.input.RequestItems ?? {}).includes("STREAM#"))
        throw new SyntaxError("wrong");
      return table.client.send(command as never) as Promise<object>;
    };
    const delegate: Delegate = () => Promise.reject(new Error("handed on"));
    const delivery = deliver({ ...table, client: { send: wrong as never } }, action, delegate, NOW);
    await expect(delivery).rejects.toThrow("wrong");
  });

  test("D1: who follows the actor and the target has the action once", async () => {
    await follows(table, user("d1-fan"), user("d1-actor"));
    await follows(table, user("d1-fan"), user("d1-target"), { actorOnly: false });
    expect(await feedOf(table, user("d1-fan"))).toEqual([]);
    const action = await post(table, user("d1-actor"), "d1-post", { target: "user:d1-target" });
    expect(await deliver(table, action, () => Promise.reject(new Error("too large")), NOW)).toBe(1);
    expect(await feedOf(table, user("d1-fan"))).toEqual(["d1-post"]);
  });

  test("G19, S9: the head of a pulled entity is read once for many, and shows the reader what they did", async () => {
    await putEntity(table, user("g19"), {});
    for (const reader of ["g19-a", "g19-b"])
      await follows(table, user(reader), user("g19"), { actorOnly: false });
    await switched("g19");
    await post(table, user("g19"), "g19-1", { timestamp: at(1) });
    let [time, queries] = [NOW, 0];
    const send = (command: {
      input: { IndexName?: string; ExpressionAttributeValues?: { ":p"?: string } };
    }) => {
      const { IndexName, ExpressionAttributeValues: values } = command.input;
      if (IndexName !== undefined && values?.[":p"] === "public#user#g19") queries++;
      return table.client.send(command as never) as Promise<object>;
    };
    const nondeterminism = { ...table.nondeterminism, clock: () => time };
    const instance = { ...table, memory: new Memory(), nondeterminism, client: { send: send as never } };
    const page = (reader: string) => feedOf(instance, user(reader), { walk: walk("older", {}, 10) });
    expect([await page("g19-a"), await page("g19-a"), await page("g19-b")]).toEqual([
      ["g19-1"],
      ["g19-1"],
      ["g19-1"],
    ]);
    queries = 0;
    await post(table, user("g19"), "g19-2", { timestamp: at(2) });
    await post(table, user("g19-a"), "g19-own", { target: "user:g19" });
    expect([await page("g19-a"), await page("g19-b")]).toEqual([["g19-own", "g19-1"], ["g19-1"]]);
    expect(queries).toBe(0);
    time += 1500;
    expect(await page("g19-b")).toEqual(["g19-own", "g19-2", "g19-1"]);
    expect(queries).toBe(3);
  });
}
