import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DeleteCommand, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, inject, test } from "vitest";
import type { Entry } from "../../lib/domain/action.ts";
import { names, seedFollowers, seedFollowing } from "../../lib/tools/costs/seed.ts";
import { FIRST, World, user } from "../../lib/tools/costs/world.ts";
import { deleteAction, updateAction } from "../../lib/store/actions/actions.ts";
import { batchWrite } from "../../lib/table/batch.ts";
import { getEntity } from "../../lib/store/entities/counted-entities.ts";
import { NOTHING, getEntities } from "../../lib/store/entities/entities.ts";
import { putEntity } from "../../lib/store/entities/put-entity.ts";
import { beginIncarnation } from "../../lib/store/entities/delete-entity.ts";
import { getState } from "../../lib/store/feeds/feed-state.ts";
import {
  type Key,
  entityItemKey,
  feedPlace,
  feedStateKey,
  findKey,
  findPartition,
  followerKey,
  followersPartition,
  followingKey,
  publicStreamPlace,
  rowKey,
} from "../../lib/table/keys.ts";
import { followList } from "../../lib/store/graph/follow-lists.ts";
import { PASSES } from "../../lib/store/projections/projections.ts";
import { query } from "../../lib/table/query.ts";
import { type Place, START, restorePage } from "../../lib/store/restore/restore.ts";
import { rowItem } from "../../lib/store/streams/rows.ts";
import { publicStream } from "../../lib/store/streams/streams.ts";
import type { Images } from "../../lib/store/projections/change-record.ts";
import { runHere } from "../support/command.ts";
import { freshTable, freshWorld } from "../support/fresh-table.ts";
import { streamReader } from "../support/stream-records.ts";

const NOW = Date.parse("2026-01-01T01:00:00Z");

let world: World;
let records: () => Promise<Images[]>;
beforeAll(async () => {
  const fresh = await freshTable();
  world = new World(fresh);
  records = streamReader(fresh.streamArn);
});

/**
 * The verbs of a page, but for those of follows; in the order of the alphabet, because all is done at one
 * time.
 */
const verbsOf = (entries: readonly Entry[]) =>
  entries
    .map(({ body }) => body.verb)
    .filter((verb) => !verb.startsWith("started"))
    .toSorted();
const feedOf = async (owner: string) => verbsOf((await world.feed(owner, NOW)).items);
const publicVerbs = async () => verbsOf(await world.page(publicStream));
const edge = (follower: string, followed: string) => ({
  follower: user(follower),
  followed: user(followed),
  flag: "following",
});
const followersOf = async (id: string) => (await getEntity(world.table, user(id)))?.followers;
const send = (command: UpdateCommand | DeleteCommand) => world.table.client.send(command as UpdateCommand);
const remove = (Key: Key) => send(new DeleteCommand({ TableName: world.table.name, Key }));

/** What the functions behind the stream would do about all that has happened since the last call. */
async function handle(): Promise<void> {
  const keyOf = ({ NewImage, OldImage }: Images) => (NewImage ?? OldImage)?.["pk"] as { readonly S: string };
  const all = await records();
  const ports = {
    ...{ table: world.table, now: NOW, clock: () => NOW, celebrityFollowers: 1000 },
    ...{
      delegate: () => Promise.reject(new Error("nothing is large here")),
      enqueueJobs: () => Promise.resolve(),
    },
  };
  for (const pass of PASSES) {
    const groups = Map.groupBy(all, (record) => pass.groupOf(keyOf(record).S, record));
    for (const [group, together] of groups) if (group !== undefined) await pass.handle(together, ports);
  }
}

/**
 * Mends the whole table, in as many pages as it has. Its stream begins then: what came before is not in it.
 * @returns whose deletion is unfinished
 */
async function restore(): Promise<string[]> {
  const unfinished: string[] = [];
  await records();
  for (let place: Place | undefined = START; place !== undefined;) {
    const page: Awaited<ReturnType<typeof restorePage>> = await restorePage(world.table, place, NOW);
    unfinished.push(...page.unfinished.map(({ id }) => id));
    place = page.next;
  }
  return unfinished;
}

test("after it every feed, listed stream and count is what actions and follows say, whatever had become of them", async () => {
  await putEntity(world.table, user("reader"), { name: "Reader" });
  await world.follow("reader", "author");
  await world.follow("reader", "quiet");
  await world.follow("other", "author");
  const old = await world.post("author", { verb: "old" });
  const hidden = await world.post("author", { verb: "hidden" });
  const deleted = await world.post("author", { verb: "deleted" });
  for (const action of [old, hidden, deleted]) await world.deliver(action);
  expect(await feedOf("reader")).toEqual(["deleted", "hidden", "old"]);
  const before = await getState(world.table, user("reader"), "following", true);

  // The moment of the restore: these changes were stored, and their records were not handled.
  await updateAction(world.table, hidden, { ...hidden.body, public: false });
  await deleteAction(world.table, deleted, NOW);
  await world.post("author", { verb: "newest" }, NOW);
  // Rows that belong to nothing: of an action that never was, in this generation and the next ones.
  const ghost = { ...old, position: old.position.replace(/.$/, "0"), body: { ...old.body, verb: "ghost" } };
  const generations = [0, 1, 2, 3].map((ahead) => (before?.generation ?? 0) + ahead);
  await batchWrite(
    world.table,
    [
      ...generations.map((generation) =>
        rowItem(feedPlace(user("reader"), "following", generation), ghost, NOW + 86_400_000),
      ),
      rowItem(publicStreamPlace(0), ghost),
    ],
    [],
  );
  await remove(rowKey(publicStreamPlace(0), old.position));
  await send(
    new UpdateCommand({
      ...{
        TableName: world.table.name,
        Key: entityItemKey(user("author")),
        UpdateExpression: "SET followers = :wrong",
      },
      ExpressionAttributeValues: { ":wrong": 77 },
    }),
  );

  expect(await restore()).toEqual([]);
  expect(await feedOf("reader")).toEqual(["newest", "old"]);
  expect(await publicVerbs()).toEqual(["newest", "old"]);
  expect(await followersOf("author")).toBe(2);
  expect(await followersOf("quiet")).toBe(1);
  expect(await getEntity(world.table, user("reader"))).toMatchObject({
    following: 2,
    attributes: { name: "Reader" },
  });

  // A second time it changes nothing that anybody sees, and the records of its own writes are no news to the
  // counts.
  expect(await restore()).toEqual([]);
  await handle();
  expect(await followersOf("author")).toBe(2);
  expect(await feedOf("reader")).toEqual(["newest", "old"]);
});

test("of a follow of which a part is missing the follower's side decides", async () => {
  await world.follow("left", "torn");
  await world.follow("right", "torn");
  await world.follow("both", "torn");
  await handle();
  expect(await followersOf("torn")).toBe(3);
  await remove(followingKey(edge("left", "torn")));
  await remove(followerKey(edge("right", "torn"), "actor"));
  await remove(feedStateKey(user("both"), "following"));
  await world.post("torn", { verb: "seen" });

  await restore();
  const sides = await query(world.table, followersPartition(user("torn"), "actor"), {});
  expect(sides.map(({ sk }) => String(sk).split("\u001f")[0])).toEqual(["user#both", "user#right"]);
  expect(await feedOf("left")).toEqual([]);
  expect(await feedOf("right")).toEqual(["seen"]);
  expect(await feedOf("both")).toEqual(["seen"]);
  expect(await followersOf("torn")).toBe(2);
  // The functions behind the stream hear of the removed side and of the lost one, and count neither.
  await handle();
  expect(await followersOf("torn")).toBe(2);
});

test("entities are found by their names again, and by none that they had", async () => {
  await putEntity(world.table, user("called"), { name: "Former" });
  await handle();
  await putEntity(world.table, user("called"), { name: "Latter" });
  await putEntity(world.table, user("silent"), { name: "Latest" });
  await batchWrite(
    world.table,
    [{ ...findKey(user("never"), "latvian") }],
    [findKey(user("called"), "called")],
  );
  await restore();
  const rowsOf = async (text: string) =>
    (
      await Promise.all(
        [0, 1, 2, 3].map((shard) => query(world.table, findPartition("user", text, shard), {})),
      )
    )
      .flat()
      .map(({ sk }) => String(sk).split("\u001f")[0]);
  expect([await rowsOf("f"), (await rowsOf("l")).toSorted()]).toEqual([[], ["latest", "latter"]]);
  expect([await rowsOf("c"), await rowsOf("n")]).toEqual([["called"], []]);
});

test("deletions that were under way are named, and a switch to pulling that had begun is taken back", async () => {
  await putEntity(world.table, user("leaving"), { name: "Leaving" });
  await send(new UpdateCommand(beginIncarnation(world.table, user("leaving"), NOTHING)));
  await world.follow("fan", "growing");
  await handle();
  await send(
    new UpdateCommand({
      ...{ TableName: world.table.name, Key: entityItemKey(user("growing")) },
      UpdateExpression: "SET pull_mode = :switching, switch_id = :id",
      ExpressionAttributeValues: { ":switching": "switching", ":id": "s" },
    }),
  );
  expect(await restore()).toEqual(["leaving"]);
  const entities = await getEntities(world.table, [user("growing")], true);
  expect(entities.get("user#growing")).toMatchObject({ mode: "push", switchId: undefined, followers: 1 });
});

/** What AWS gives of a moment: every item, in a new table. */
async function copyOf({ table }: World): Promise<World> {
  const copy = await freshWorld();
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new ScanCommand({ TableName: table.name }),
  );
  expect(LastEvaluatedKey).toBeUndefined();
  await batchWrite(copy.table, Items, []);
  return copy;
}

describe("the command", () => {
  const mend = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["bin/mend.ts", ...args], {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL_DYNAMODB: inject("dynamodbEndpoint"),
        ...{ AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" },
      },
    });

  test("a copy of the table as of a moment is mended by the command, and shows what the old one would have", async () => {
    const old = await freshWorld();
    for (const fan of ["ann", "ben"]) await old.follow(fan, "singer");
    await old.follow("ann", "dancer");
    await old.deliver(await old.post("singer", { verb: "sang" }, NOW));
    const hidden = await old.post("singer", { verb: "erred" }, NOW);
    await old.deliver(hidden);
    expect((await old.feed("ann", NOW)).items.map(({ body }) => body.verb)).toContain("erred");
    // Stored, but not handled by the stream's functions when the moment came; nor was any follow counted.
    await old.hide(hidden);
    await old.post("dancer", { verb: "danced" }, NOW);

    const copy = await copyOf(old);
    expect((await mend("--table", copy.table.name, "--yes")).stdout).toContain("The table is mended");
    const feed = async (of: string) => verbsOf((await copy.feed(of, NOW)).items);
    expect([await feed("ann"), await feed("ben")]).toEqual([["danced", "sang"], ["sang"]]);
    expect(verbsOf(await copy.page(publicStream))).toEqual(["danced", "sang"]);
    expect(await getEntity(copy.table, user("singer"))).toMatchObject({ followers: 2, following: 0 });
    expect(await getEntity(copy.table, user("ann"))).toMatchObject({ followers: 0, following: 2 });
    const listed: string[] = [];
    for await (const { follow } of followList(
      copy.table,
      { entity: user("singer"), side: "followers", flag: "following" },
      FIRST,
    )) {
      listed.push(follow.follower.id);
    }
    expect(listed.sort()).toEqual(["ann", "ben"]);
  });

  test("mends a table of many pages, and goes on from where it was cut off", async () => {
    const large = await freshWorld();
    const fans = names("fan", 1200);
    await seedFollowing(large, "hub", fans.slice(0, 3));
    await seedFollowers(large, "star", fans);
    const { stdout } = await mend("--table", large.table.name, "--yes");
    expect(stdout).toContain("The table is mended");
    // Nobody has the other side of these.
    expect(await query(large.table, followersPartition(user("star"), "actor"), {})).toEqual([]);
    const from = Buffer.from(JSON.stringify({ step: "derived" })).toString("base64url");
    const whole = Number(/mended: (\d+)/.exec(stdout)?.[1]);
    const rest = Number(
      /mended: (\d+)/.exec((await mend("--table", large.table.name, "--yes", "--from", from)).stdout)?.[1],
    );
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThan(whole);
  });

  test("does nothing until somebody says that nobody writes, and names no place where it has not begun", async () => {
    const refused = async (...args: string[]) => runHere("mend", args);
    expect(await refused("--table", "none")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--yes"),
    });
    expect(await refused("--yes")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Give --table or --data"),
    });
    expect(await refused("--table", "none", "--yes", "--from", "?")).toMatchObject({ code: 2 });
    await expect(mend("--table", "none", "--yes")).rejects.toMatchObject({
      code: 1,
      stderr: expect.not.stringContaining("--from "),
    });
    expect((await refused("--help")).out).toContain("npm run mend -- --table NAME");
  });
});
