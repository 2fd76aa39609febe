import { expect, inject, onTestFinished, test } from "vitest";
import { SeeingClient } from "../../lib/client/seeing-client.ts";
import { createFeedStore, createListStore, createNotificationStore } from "../../lib/client/stores.ts";
import { type Person, person, service, unique } from "../support/people.ts";
import { eventually } from "../support/story.ts";

const clientOf = ({ id, token }: Person) =>
  new SeeingClient({ url: inject("url"), token: token ?? "", me: `user:${id}` });

interface Shown {
  readonly items: readonly { readonly verb: string }[];
}

interface Refreshing<S extends Shown> {
  refresh(): Promise<boolean>;
  snapshot(): S;
}

/** Refreshes until the store shows these verbs. */
const shows = <S extends Shown>(
  store: Refreshing<S>,
  verbs: readonly string[],
  counts: Partial<S> = {},
): Promise<S> =>
  eventually(async () => {
    expect(await store.refresh()).toBe(true);
    const state = store.snapshot();
    expect(state.items.map(({ verb }) => verb)).toEqual(verbs);
    expect(state).toMatchObject(counts);
    return state;
  });

/** Somebody who is told of what `bob` does: each verb is a group. */
async function told(...verbs: string[]) {
  const [alice, bob] = [await person("alice"), await person("bob")];
  const target = `user:${alice.id}`;
  const tells = async (verb: string) => (await bob.posts(verb, { target })).id;
  const open = (limit?: number) => createNotificationStore(clientOf(alice), { query: { limit } });
  const first = open();
  for (const [index, verb] of verbs.entries()) {
    await tells(verb);
    await shows(first, verbs.slice(0, index + 1).toReversed());
  }
  return { alice, bob, tells, open, first };
}

test("two tabs: a mark in one is seen in the other, and what arrived meanwhile stays new", async () => {
  const { tells, open, first } = await told("a", "b");
  const second = open();
  await second.load();
  expect(second.snapshot()).toMatchObject({ unseen: 2, unread: 2, loaded: true, hasNext: false });

  await tells("c");
  await eventually(async () => {
    await second.poll();
    expect(second.snapshot().unseen).toBe(3);
  });
  // The first tab has not seen the third.
  expect(await first.mark("seen")).toBe(true);
  expect(first.snapshot()).toMatchObject({ unseen: 1, unread: 3 });
  const flags = first.snapshot().items.map(({ verb, seen, read }) => [verb, seen, read]);
  expect(flags).toEqual([
    ["c", false, false],
    ["b", true, false],
    ["a", true, false],
  ]);
  await second.poll();
  expect(second.snapshot().items.map(({ seen }) => seen)).toEqual([false, true, true]);
  expect(second.snapshot().unseen).toBe(1);

  expect(await second.mark("read", second.snapshot().items.slice(1, 2))).toBe(true);
  expect(second.snapshot()).toMatchObject({ unread: 2 });
  expect(second.snapshot().items.map(({ read }) => read)).toEqual([false, true, false]);
  expect(await second.mark("read")).toBe(true);
  expect(second.snapshot()).toMatchObject({ unseen: 0, unread: 0 });
  await first.poll();
  expect(first.snapshot()).toMatchObject({ unseen: 0, unread: 0 });
});

test("what arrives while one pages is neither lost nor doubled, and deeper groups know what was marked", async () => {
  const { tells, open } = await told("a", "b", "c", "d", "e");
  const store = open(2);
  await store.load();
  await Promise.all([store.next(), store.next()]);
  expect(store.snapshot().items.map(({ verb }) => verb)).toEqual(["e", "d", "c", "b"]);
  await store.mark("seen");
  await tells("f");
  await tells("d");
  await eventually(async () => {
    await store.refresh();
    expect(
      store
        .snapshot()
        .items.slice(0, 2)
        .map(({ verb }) => verb),
    ).toEqual(["d", "f"]);
  });
  await store.next();
  expect(store.snapshot().items.map(({ verb, seen }) => [verb, seen])).toEqual([
    ["d", false],
    ["f", false],
    ["e", true],
    ["c", true],
    ["b", true],
    ["a", true],
  ]);
  expect(store.snapshot()).toMatchObject({ hasNext: false, unseen: 2 });
});

test("deeper pages of a list whose first page was marked say so", async () => {
  const { open } = await told("a", "b", "c");
  const store = open(2);
  await store.load();
  await store.mark("read");
  await store.next();
  expect(store.snapshot().items.map(({ verb, seen, read }) => [verb, seen, read])).toEqual([
    ["c", true, true],
    ["b", true, true],
    ["a", true, true],
  ]);
});

test("what is deleted, dismissed or muted goes, with its count, and comes back unmuted", async () => {
  const { alice, bob, tells, first } = await told("a", "b");
  const id = await tells("c");
  await shows(first, ["c", "b", "a"]);
  await bob.delete(`/actions/${id}`);
  await shows(first, ["b", "a"], { unseen: 2 });

  const [group] = first.snapshot().items;
  expect(await first.dismiss(group?.id ?? "")).toBe(true);
  expect(first.snapshot().items.map(({ verb }) => verb)).toEqual(["a"]);
  await eventually(async () => {
    await first.poll();
    expect(first.snapshot().unseen).toBe(1);
  });

  await clientOf(alice).mute(`user:${bob.id}`);
  await shows(first, [], { unseen: 0, unread: 0 });
  await clientOf(alice).unmute(`user:${bob.id}`);
  await shows(first, ["a"], { unseen: 1 });
  await first.unload();
  expect(first.snapshot()).toMatchObject({ items: [], loaded: false, unseen: 1 });
});

test("what the service refuses is in the state", async () => {
  const store = createNotificationStore(new SeeingClient({ url: inject("url"), token: "bad" }));
  expect(await store.load()).toBe(false);
  expect(store.snapshot()).toMatchObject({ loaded: false, busy: false, error: { status: 401 } });
});

test("while it is subscribed to, a bell counts by itself, and asks only what has changed", async () => {
  const { alice, tells } = await told("a");
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const store = createNotificationStore(clientOf(alice), { every: 100, signal: controller.signal });
  const seen: number[] = [];
  store.subscribe(() => void seen.push(store.snapshot().unseen));
  await eventually(() => Promise.resolve(expect(seen).toEqual([1])));
  await tells("b");
  await eventually(() => Promise.resolve(expect(seen).toEqual([1, 2])));
});

/** A reader of what a star does. */
async function following(...verbs: string[]) {
  const [reader, star] = [await person("reader"), await person("star")];
  await reader.follows(star, { send_action: false });
  for (const verb of verbs) await star.posts(verb);
  const client = clientOf(reader);
  const store = createFeedStore(client, { query: { limit: 2 } });
  await eventually(async () => {
    await store.load();
    expect(store.snapshot().new).toBe(verbs.length);
  });
  return { reader, star, client, store };
}

test("a feed counts what is new, shows it when asked, and is marked as far as it was read", async () => {
  const { star, store } = await following("a", "b", "c");
  await store.next();
  expect(store.snapshot()).toMatchObject({ hasNext: false, new: 3, more: false });
  await store.mark();
  expect(store.snapshot().new).toBe(0);

  await star.posts("d");
  await eventually(async () => {
    await store.count();
    expect(store.snapshot().new).toBe(1);
  });
  expect(store.snapshot().items.map(({ verb }) => verb)).toEqual(["c", "b", "a"]);
  await store.mark(); // it has not been shown: it stays new
  expect(store.snapshot().new).toBe(1);
  await shows(store, ["d", "c", "b", "a"]);
  await store.mark();
  expect(store.snapshot().new).toBe(0);
});

test("a feed loses what is deleted, and shows own actions at once", async () => {
  const { reader, star, client } = await following();
  const store = createFeedStore(client, { query: { own: true } });
  const { id } = await star.posts("a");
  await shows(store, ["a"]);
  await client.post({ verb: "mine" });
  await store.refresh();
  expect(store.snapshot().items.map(({ verb }) => verb)).toEqual(["mine", "a"]);
  await star.delete(`/actions/${id}`);
  await shows(store, ["mine"]);
  const other = createFeedStore(new SeeingClient({ url: inject("url"), token: service.token ?? "" }), {
    of: `user:${reader.id}`,
    query: { own: true },
  });
  await shows(other, ["mine"]);
});

test("a feed in groups is typed as such, and a group that grows is there once", async () => {
  const { star, client } = await following();
  const [x, y] = [`repository:${unique("x")}`, `repository:${unique("y")}`];
  for (const target of [x, y, x, y]) await star.posts("starred", { target });
  const store = createFeedStore(client, { query: { group: "verb,target", limit: 1 } });
  const grouped = async (counts: readonly number[]) =>
    eventually(async () => {
      await store.refresh();
      if (store.snapshot().hasNext) await store.next();
      expect(store.snapshot().items.map((group) => group.actions_count)).toEqual(counts);
    });
  await grouped([2, 2]);
  await star.posts("starred", { target: x });
  await grouped([3, 2]);
  const keys = store.snapshot().items.map(({ key }) => `repository:${key.target?.id}`);
  expect(keys).toEqual([x, y]);
});

test("all flags together, and filtered feeds, have nothing to mark", async () => {
  const { client, star } = await following("a");
  for (const query of [{ flag: "*" }, { verb: ["a"] }]) {
    const store = createFeedStore(client, { query });
    await shows(store, ["a"]);
    expect(await store.mark()).toBe(true);
    expect(store.snapshot().error).toBeUndefined();
  }
  const whole = createFeedStore(client);
  await whole.load();
  expect(whole.snapshot()).toMatchObject({ new: 1, items: [{ actor: { id: star.id } }] });
});

test("lists are restored as deep as they were left, and refreshed without losing what is older", async () => {
  const [alice, fan] = [await person("alice"), `user:${unique("fan")}`];
  const actions = Array.from({ length: 30 }, (_none, index) => ({
    ...{ actor: fan, verb: `verb-${index}`, to: [`user:${alice.id}`] },
    timestamp: new Date(Date.now() - index * 60_000).toISOString(),
  }));
  await service.post("/actions/batch", { actions });
  const client = clientOf(alice);
  const list = createListStore({
    read: (query, reading) => client.activity(fan, query, reading),
    order: { id: ({ id }) => id, place: ({ timestamp, id }) => timestamp + id },
    limit: 5,
  });
  const bell = createNotificationStore(client, { query: { limit: 5 } });
  for (const store of [list, bell])
    await eventually(async () => {
      await store.load(26);
      expect(store.snapshot()).toMatchObject({ loaded: true, hasNext: true });
      expect(store.snapshot().items).toHaveLength(26);
    });
  await list.next();
  expect(list.snapshot().items.map(({ verb }) => verb)).toEqual(actions.map(({ verb }) => verb));
  expect(list.snapshot().hasNext).toBe(false);
  await service.post("/actions", { actor: fan, verb: "newest" });
  const state = await shows(list, ["newest", ...actions.map(({ verb }) => verb)]);
  expect(state.first?.results[0]).toMatchObject({ verb: "newest" });
  await list.load();
  expect(list.snapshot().items).toHaveLength(5);
});
