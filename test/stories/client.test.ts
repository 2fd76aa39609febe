import { expect, inject, test } from "vitest";
import { Client, ProblemError } from "../../lib/client/client.ts";
import { type Person, person, service, unique } from "../support/people.ts";
import { eventually, uniqueType } from "../support/story.ts";

const clientOf = ({ token }: Pick<Person, "token">) => new Client({ url: inject("url"), token: token ?? "" });

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("an action is posted, changed, read and deleted", async () => {
  const alice = clientOf(await person("alice"));
  const { id } = await alice.post({ verb: "pushed", target: `repository:${unique("crython")}` });
  expect((await alice.patch(id, { description: "Faster" })).description).toBe("Faster");
  expect(await alice.action(id)).toMatchObject({ id, verb: "pushed", description: "Faster" });
  await alice.delete(id);
  await expect(alice.action(id)).rejects.toMatchObject({ name: "ProblemError", status: 404 });
});

test("an action sent twice with one key is stored once", async () => {
  const alice = clientOf(await person("alice"));
  const [first, second] = [
    await alice.post({ verb: "pushed" }, { idempotencyKey: "once" }),
    await alice.post({ verb: "pushed" }, { idempotencyKey: "once" }),
  ];
  expect(second).toEqual(first);
});

test("a service posts and follows in batches, each item with its own result", async () => {
  const [reader, site] = [await person("reader"), `${uniqueType("site")}:7`];
  const all = clientOf(service);
  const results = await all.postAll([{ actor: site, verb: "opened" }, { verb: "nobody" }]);
  expect(results.map(({ status }) => status)).toEqual([201, 400]);
  const followed = await all.followAll([{ user: `user:${reader.id}`, follow_object: site }]);
  expect(followed).toEqual([{ status: 204 }]);
  expect(await clientOf(reader).isFollowing(site)).toBe(true);
});

test("what is followed comes into the feed and leaves it again", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await clientOf(alice).post({ verb: "pushed" });
  const reader = clientOf(bob);
  await reader.follow(`user:${alice.id}`, { flag: "watching", send_action: false });
  const feed = reader.feed({ flag: "watching" });
  await eventually(async () =>
    expect((await feed.page()).results.map(({ verb }) => verb)).toEqual(["pushed"]),
  );
  await reader.unfollow({ model_type: "user", id: alice.id }, { flag: "watching" });
  await eventually(async () => expect((await feed.page()).results).toEqual([]));
});

test("the lists of follows name both sides", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await clientOf(bob).follow(`user:${alice.id}`);
  await eventually(async () => {
    const followers = await collected(clientOf(alice).followers(`user:${alice.id}`));
    const following = await collected(clientOf(alice).following(`user:${bob.id}`, { type: ["user", "bot"] }));
    expect([followers[0]?.user.id, following[0]?.follow_object.id]).toEqual([bob.id, alice.id]);
  });
});

test("attributes are stored and deleted", async () => {
  const alice = await person("alice");
  const client = clientOf(alice);
  await client.put(`user:${alice.id}`, { name: "Alice" });
  expect(await client.entity(`user:${alice.id}`)).toMatchObject({ name: "Alice", followers_count: 0 });
  await client.deleteEntity(`user:${alice.id}`);
  await expect(client.entity(`user:${alice.id}`)).rejects.toBeInstanceOf(ProblemError);
});

test.each(["a/b", "100%", "%2F", "🦀 crab", "?q=1#top", "x..", "https://example.com/a?b"])(
  "an entity with the id %s is posted about, found and followed",
  async (odd) => {
    const id = `${odd}${unique("")}`;
    const target = { model_type: "repository", id };
    const alice = clientOf(await person("alice"));
    await alice.post({ verb: "pushed", target });
    await alice.follow(target);
    await eventually(async () => {
      const found = await collected(alice.activity(`repository:${id}`));
      expect(found.map((action) => [action.verb, action.target?.id])).toEqual([
        ["started following", id],
        ["pushed", id],
      ]);
    });
    expect(await alice.isFollowing(target)).toBe(true);
  },
);

test("a list is walked item by item, page by page, and back from a kept link", async () => {
  const actor = `${uniqueType("site")}:1`;
  const all = clientOf(service);
  await all.postAll(Array.from({ length: 7 }, (_none, index) => ({ actor, verb: `v${index}` })));
  const list = all.activity(actor, { limit: 2, role: "actor" });
  await eventually(async () => expect((await collected(list)).length).toBe(7));

  const items = await collected(list);
  const pages = await collected(list.pages());
  expect(pages.map(({ results }) => results.length)).toEqual([2, 2, 2, 1]);
  expect(pages.flatMap(({ results }) => results)).toEqual(items);

  const back = await collected(list.pages("prev", pages.at(-1)?.prev));
  expect(back.map(({ results }) => results[0]?.id)).toEqual([items[4]?.id, items[2]?.id, items[0]?.id]);
});

test("what is wrong with an action is told field by field", async () => {
  const alice = clientOf(await person("alice"));
  const error = await alice.post({ verb: " ", target: "repository" }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "ProblemError", status: 400 });
  expect((error as ProblemError).errors.map(({ path }) => path).sort()).toEqual(["target", "verb"]);
});

test("without a good token it is told so", async () => {
  await expect(new Client({ url: inject("url"), token: "x" }).feed().page()).rejects.toMatchObject({
    status: 401,
  });
  expect(await new Client({ url: inject("url") }).health()).toEqual({ status: "ok" });
});
