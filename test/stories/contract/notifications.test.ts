import { beforeAll, describe, expect, test } from "vitest";
import { paths, ref } from "../../support/contract.ts";
import { type Caller, type Person, person, service, unique } from "../../support/people.ts";
import { eventually, post } from "../../support/story.ts";

interface Group {
  readonly id: string;
  readonly verb: string;
  readonly summary: string;
  readonly actors: readonly { readonly id: string }[];
  readonly actors_count: number;
  readonly actions_count: number;
  readonly target: { readonly id: string } | null;
  readonly action_object: { readonly id: string } | null;
  readonly first_at: string;
  readonly latest_at: string;
  readonly latest: { readonly id: string; readonly timestamp: string; readonly description: string | null };
  readonly seen: boolean;
  readonly read: boolean;
  readonly mark: string;
}

interface Page {
  readonly next: string | null;
  readonly prev: string | null;
  readonly results: readonly Group[];
  readonly unseen: number;
  readonly unread: number;
  readonly more: boolean;
  readonly mark: string | null;
}

async function notes(who: Caller, query = ""): Promise<Page> {
  const { status, body } = await who.get(query.startsWith("http") ? query : `/notifications${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body as unknown as Page;
}
const countsOf = async (who: Caller) => (await who.get("/notifications/counts")).body as unknown;
const verbsOf = ({ results }: Page): string[] => results.map(({ verb }) => verb);

/** Waits until the verbs of somebody's groups are these, newest first. */
const sees = (who: Caller, verbs: readonly string[]): Promise<Page> =>
  eventually(async () => {
    const page = await notes(who);
    expect(verbsOf(page)).toEqual(verbs);
    return page;
  });

/** Waits until the one group of this verb counts so many actions. */
const grows = (who: Caller, verb: string, actions: number): Promise<Group> =>
  eventually(async () => {
    const [group] = (await notes(who, `?verb=${verb}`)).results;
    expect(group?.actions_count ?? 0).toBe(actions);
    return group as Group;
  });

const mark = async (who: Caller, marking: object) => {
  const { status, body } = await who.post("/notifications/mark", marking);
  expect([marking, status]).toEqual([marking, 200]);
  return body as unknown;
};

let alice: Person;
let bob: Person;
let carol: Person;
beforeAll(async () => {
  [alice, bob, carol] = [await person("alice"), await person("bob"), await person("carol")];
  await alice.call("PUT", `/users/${alice.id}`, { name: "Alice" });
  await bob.call("PUT", `/users/${bob.id}`, { name: "Bob" });
});

describe("who is told", () => {
  test("the target, the action object and `to` are; the actor, other types and notify: false are not", async () => {
    const me = await person("me");
    await bob.posts("targeted", { target: ref(me) });
    await bob.posts("used", { action_object: ref(me), target: "repository:x" });
    await bob.posts("named", { to: [ref(me), "repository:x"] });
    await sees(me, ["named", "used", "targeted"]);
    await me.posts("did", { target: ref(me), to: [ref(me)] });
    await bob.posts("silent", { target: ref(me), to: [ref(me)], notify: false });
    await post(ref(bob), "old", {
      target: ref(me),
      timestamp: new Date(Date.now() - 4_000_000).toISOString(),
    });
    await bob.posts("private", { target: ref(me), public: false });
    await post(ref(bob), "rung", {
      ...{ target: ref(me), timestamp: new Date(Date.now() - 4_000_000).toISOString(), notify: true },
    });
    await sees(me, ["rung", "named", "used", "targeted"]);
    expect((await notes(service, "?user=repository:x")).results).toEqual([]);
  });

  test("a new follow tells the followed, but for one with send_action: false", async () => {
    const me = await person("me");
    await bob.follows(me);
    await carol.follows(me, { send_action: false });
    const { results } = await sees(me, ["started following"]);
    expect(results[0]).toMatchObject({ actors_count: 1, summary: `Bob started following ${me.id}` });
  });

  test("many in `to` are told, and PATCH of `to` tells others, few or many", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => person("p")));
    const refs = people.map(ref);
    const { id } = await bob.posts("asked", { to: refs.slice(0, 7) });
    const tells = (told: readonly number[]) =>
      eventually(async () => {
        const found = await Promise.all(people.map((one) => notes(one)));
        expect(found.flatMap(({ results }, index) => (results.length > 0 ? [index] : []))).toEqual(told);
      });
    await tells([0, 1, 2, 3, 4, 5, 6]);
    await bob.call("PATCH", `/actions/${id}`, { to: [...refs.slice(1, 7), refs[7]] });
    await tells([1, 2, 3, 4, 5, 6, 7]);
    await bob.call("PATCH", `/actions/${id}`, { to: refs.slice(0, 2) });
    await tells([0, 1]);
    await bob.call("PATCH", `/actions/${id}`, { to: refs.slice(0, 6) });
    await tells([0, 1, 2, 3, 4, 5]);
    await bob.delete(`/actions/${id}`);
    await tells([]);
  });
});

describe("groups", () => {
  test("hold actions of one verb, thing and day; a page has each once, the newest arrival first", async () => {
    const me = await person("me");
    const thing = `repository:${unique("thing")}`;
    await bob.posts("liked", { target: thing, to: [ref(me)], description: "first" });
    await grows(me, "liked", 1);
    await bob.posts("shared", { target: thing, to: [ref(me)] });
    await sees(me, ["shared", "liked"]);
    const { id } = await carol.posts("liked", { target: thing, to: [ref(me)], description: "x".repeat(300) });
    await bob.posts("liked", { target: `${thing}2`, to: [ref(me)] });
    const { results } = await sees(me, ["liked", "liked", "shared"]);
    const group = results[1] as Group;
    expect(group).toEqual({
      ...{ id: expect.stringMatching(/^[\w-]+$/) as string, verb: "liked" },
      summary: `${carol.id} and Bob liked ${thing.slice(11)}`,
      actors: [
        { model_type: "user", id: carol.id, url: expect.any(String) as string },
        { model_type: "user", id: bob.id, name: "Bob", url: expect.any(String) as string },
      ],
      ...{ actors_count: 2, actions_count: 2, action_object: null },
      target: { model_type: "repository", id: thing.slice(11), url: expect.any(String) as string },
      first_at: expect.stringMatching(/Z$/) as string,
      latest_at: expect.stringMatching(/Z$/) as string,
      latest: { id, timestamp: expect.stringMatching(/Z$/) as string, description: "x".repeat(200) },
      ...{ seen: false, read: false, mark: expect.any(String) as string },
    });
    expect(group.first_at < group.latest_at).toBe(true);
  });

  test("actions with neither target nor object are one per verb and day; other days are others", async () => {
    const me = await person("me");
    const today = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
    for (const timestamp of [today, new Date(Date.parse(today) - 1).toISOString()])
      for (const actor of [bob, carol])
        await post(ref(actor), "waved", { to: [ref(me)], timestamp, notify: true });
    await eventually(async () => {
      const { results } = await notes(me);
      expect(results.map(({ actions_count: n }) => n)).toEqual([2, 2]);
    });
  });

  test("with more than eight members keep counts, sentence and pages", async () => {
    const me = await person("me");
    const thing = `repository:${unique("thing")}`;
    const actors = Array.from({ length: 11 }, (_one, index) => `user:a${index}`);
    const said: string[] = [];
    for (const [index, actor] of [...actors, "user:a0", "user:a3"].entries()) {
      said.unshift((await post(actor, "liked", { target: thing, to: [ref(me)] })).id);
      // Members arrive in the order in which their records are handled.
      if (index > 3) await grows(me, "liked", index + 1);
    }
    said.splice(9);
    const group = await grows(me, "liked", 13);
    expect([group.actors_count, group.actors.map(({ id }) => id)]).toEqual([11, ["a3", "a0", "a10"]]);
    expect(group.summary).toBe(`a3, a0 and 9 others liked ${thing.slice(11)}`);
    const path = `/notifications/${group.id}/actions`;
    const all = (await me.all(`${path}?limit=4`)).map(({ id }) => id);
    expect([all.length, all.slice(0, 9)]).toEqual([13, said]);
    // Newest ones go: older ones take their places.
    for (const id of said.slice(0, 6)) await service.delete(`/actions/${id}`);
    const less = await grows(me, "liked", 7);
    expect([less.actors_count, less.actors.map(({ id }) => id)]).toEqual([7, ["a6", "a5", "a4"]]);
    expect((await me.all(`${path}?limit=2`)).map(({ id }) => id)).toEqual(all.slice(6));
    const { body } = await me.get(`${path}?limit=3`);
    const back = (await me.get((await me.get(body.next ?? "")).body.prev ?? "")).body;
    expect(back.results.map(({ id }) => id)).toEqual(all.slice(6, 9));
    for (const id of all.slice(6)) await service.delete(`/actions/${id}`);
    await sees(me, []);
    expect((await me.get(path)).status).toBe(404);
  });

  test("one actor's repetition counts once, and says how often", async () => {
    const me = await person("me");
    const thing = `repository:${unique("thing")}`;
    for (let count = 0; count < 3; count++) await bob.posts("pushed", { target: thing, to: [ref(me)] });
    const group = await grows(me, "pushed", 3);
    expect([group.actors_count, group.summary]).toEqual([1, `Bob pushed ${thing.slice(11)} 3 times`]);
  });

  test("what is taken back, or private for a time, leaves; what comes back keeps its arrival", async () => {
    const me = await person("me");
    const { id } = await bob.posts("said", { target: ref(me), description: "a" });
    const before = await grows(me, "said", 1);
    const edit = (change: object) => bob.call("PATCH", `/actions/${id}`, change);
    await mark(me, { seen: before.mark });
    await edit({ description: "b" });
    await eventually(async () => expect((await notes(me)).results[0]?.latest.description).toBe("b"));
    expect((await notes(me)).unseen).toBe(0);
    await edit({ public: false });
    await sees(me, []);
    await edit({ public: true });
    const { results, unseen } = await sees(me, ["said"]);
    expect([results[0]?.latest_at, results[0]?.seen, unseen]).toEqual([before.latest_at, true, 0]);
    await bob.delete(`/actions/${id}`);
    await sees(me, []);
  });
});

describe("marks and counts", () => {
  test("cover what had arrived, never what comes after; what is read is seen; nothing falls", async () => {
    const me = await person("me");
    await bob.posts("one", { target: ref(me) });
    await bob.posts("two", { target: ref(me) });
    const page = await sees(me, ["two", "one"]);
    expect([page.unseen, page.unread, page.more]).toEqual([2, 2, false]);
    await bob.posts("three", { target: ref(me) });
    await sees(me, ["three", "two", "one"]);
    expect(await mark(me, { seen: page.mark })).toEqual({ unseen: 1, unread: 3, more: false });
    expect(await mark(me, { seen: page.mark })).toEqual({ unseen: 1, unread: 3, more: false });
    expect((await notes(me)).results.map(({ seen, read }) => [seen, read])).toEqual([
      ...[
        [false, false],
        [true, false],
        [true, false],
      ],
    ]);
    const [, second] = page.results;
    expect(await mark(me, { read: [second?.mark] })).toEqual({ unseen: 1, unread: 2, more: false });
    expect(await mark(me, { read: "all" })).toEqual({ unseen: 0, unread: 0, more: false });
    await carol.posts("one", { target: ref(me) });
    await grows(me, "one", 2);
    expect(await countsOf(me)).toEqual({ unseen: 1, unread: 1, more: false });
    expect(await mark(me, { seen: page.mark, read: page.mark })).toEqual({
      unseen: 1,
      unread: 1,
      more: false,
    });
    expect(await mark(me, { seen: "all" })).toEqual({ unseen: 0, unread: 1, more: false });
    expect(await countsOf(me)).toEqual({ unseen: 0, unread: 1, more: false });
  });

  test("come along with the first page of a feed in one request, and only where they are asked for", async () => {
    const [me, star] = [await person("me"), await person("star")];
    await me.follows(star, { send_action: false });
    for (const verb of ["one", "two"]) await star.posts(verb, { target: ref(me) });
    await sees(me, ["two", "one"]);
    const feed = async (path: string, who: Caller = me) =>
      (await who.get(path)).body as {
        next: string | null;
        results: readonly unknown[];
        notifications?: unknown;
      };
    const counts = { unseen: 2, unread: 2, more: false };
    const first = await feed("/feed?notifications=counts&limit=1");
    expect([first.results.length, first.notifications]).toEqual([1, counts]);
    const next = await feed(first.next ?? "");
    expect([next.results.length, "notifications" in next]).toEqual([1, false]);
    expect("notifications" in (await feed("/feed"))).toBe(false);
    const own = `/users/${me.id}/feed?notifications=counts`;
    for (const path of [own, `${own}&group=verb,target`])
      expect((await feed(path, service)).notifications).toEqual(counts);
    expect((await feed("/repositories/r/feed?notifications=counts", service)).notifications).toEqual({
      ...{ unseen: 0, unread: 0, more: false },
    });
    await mark(me, { seen: "all" });
    expect((await feed(own)).notifications).toEqual({ unseen: 0, unread: 2, more: false });
  });

  test("come with JSON alone, to nobody else, and are no part of a stream", async () => {
    expect(paths((await alice.get("/feed?notifications=counts&format=atom")).body)).toEqual(["format"]);
    expect(paths((await alice.get("/feed?notifications=true")).body)).toEqual(["notifications"]);
    expect((await alice.get(`/users/${bob.id}/feed?notifications=counts`)).status).toBe(403);
    expect((await alice.get(`/users/${alice.id}/activity?notifications=counts`)).status).toBe(400);
    expect((await alice.post("/feed-keys", { path: "/feed?notifications=counts" })).status).toBe(400);
  });

  test.each([
    ["the page's", "seen"],
    ["all", "seen"],
    ["all", "read"],
  ] as const)("%s as %s after the first page leave deeper pages as they were", async (which, field) => {
    const me = await person("me");
    for (const verb of ["one", "two", "three", "four", "five"]) await bob.posts(verb, { target: ref(me) });
    await sees(me, ["five", "four", "three", "two", "one"]);
    const queries = ["?limit=2", `?limit=2&un${field}=true`];
    const firsts = await Promise.all(queries.map((query) => notes(me, query)));
    await mark(me, { [field]: which === "all" ? "all" : firsts[0]?.mark });
    for (const first of firsts) {
      const second = await notes(me, first.next ?? "");
      const third = await notes(me, second.next ?? "");
      const deeper = [...second.results, ...third.results];
      expect(deeper.map((group) => [group.verb, group.seen, group.read])).toEqual([
        ...["three", "two", "one"].map((verb) => [verb, false, false]),
      ]);
    }
    expect((await notes(me)).results.map((group) => group[field])).toEqual(Array(5).fill(true));
    await mark(me, { [field]: "all" });
    const again = await notes(me, "?limit=2");
    await mark(me, { [field]: "all" });
    expect((await notes(me, again.next ?? "")).results.map((group) => group[field])).toEqual([true, true]);
  });

  test("name a hundred young groups, and the next page is there", async () => {
    const me = await person("me");
    await mark(me, { seen: "all", read: "all" });
    const verbs = Array.from({ length: 101 }, (_verb, index) => `did-${index}`);
    for (let from = 0; from < verbs.length; from += 25) {
      const actions = verbs
        .slice(from, from + 25)
        .map((verb) => ({ actor: ref(bob), verb, target: ref(me) }));
      expect((await service.post("/actions/batch", { actions })).status).toBe(200);
    }
    await eventually(async () => expect(await countsOf(me)).toMatchObject({ unseen: 101 }));
    const first = await notes(me);
    const next = await notes(me, first.next ?? "");
    expect([next.results.length, next.mark]).toEqual([25, first.mark]);
  });

  test("of a group cover the members that it counted", async () => {
    const me = await person("me");
    await bob.posts("one", { target: ref(me) });
    const group = await grows(me, "one", 1);
    const { id } = await carol.posts("one", { target: ref(me) });
    await grows(me, "one", 2);
    expect(await mark(me, { seen: group.mark })).toEqual({ unseen: 1, unread: 1, more: false });
    await carol.delete(`/actions/${id}`);
    await grows(me, "one", 1);
    expect(await countsOf(me)).toEqual({ unseen: 0, unread: 1, more: false });
  });

  test("are refused where they are another's, edited, a cursor, or none; then nothing is marked", async () => {
    const [me, other] = [await person("me"), await person("other")];
    for (const verb of ["one", "two"]) await bob.posts(verb, { to: [ref(me), ref(other)] });
    await sees(other, ["two", "one"]);
    const page = await sees(me, ["two", "one"]);
    const own = page.mark ?? "";
    const foreign = (await notes(other)).mark;
    const cursor = new URL((await notes(me, "?limit=1")).next ?? "").searchParams.get("cursor");
    const edited = own.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    const group = page.results[0]?.mark;
    for (const [body, wrong] of [
      [{ seen: foreign }, ["seen"]],
      [{ seen: edited, read: cursor }, ["read", "seen"]],
      [{ seen: own, read: [] }, ["read"]],
      [{ seen: own, read: [own] }, ["read.0"]],
      [{ seen: own, read: [group, "all"] }, ["read.1"]],
      [{ seen: own, read: Array(101).fill(group) }, ["read"]],
      [{ seen: 1 }, ["seen"]],
      [{ seen: "" }, ["seen"]],
      [{}, [""]],
      [{ seen: null }, [""]],
      [{ seen: own, more: 1 }, ["more"]],
    ] as const) {
      const reply = await me.post("/notifications/mark", body);
      expect([body, reply.status, paths(reply.body)]).toEqual([body, 400, wrong]);
    }
    expect(await countsOf(me)).toEqual({ unseen: 2, unread: 2, more: false });
    expect(await mark(me, { seen: group, read: null })).toEqual({ unseen: 1, unread: 2, more: false });
  });

  test("of a page cover what is not listed, and deeper pages carry them and what was marked then", async () => {
    const me = await person("me");
    for (const verb of ["one", "two", "three"]) await bob.posts(verb, { target: ref(me) });
    await sees(me, ["three", "two", "one"]);
    const first = await notes(me, "?limit=1");
    await bob.posts("four", { target: ref(me) });
    await sees(me, ["four", "three", "two", "one"]);
    const second = await notes(me, first.next ?? "");
    expect([verbsOf(second), second.mark, second.unseen]).toEqual([["two"], first.mark, 4]);
    expect(await mark(me, { seen: second.mark })).toMatchObject({ unseen: 1 });
    const third = await notes(me, second.next ?? "");
    expect([verbsOf(third), third.next]).toEqual([["one"], null]);
    expect(verbsOf(await notes(me, third.prev ?? ""))).toEqual(["two"]);
    expect(verbsOf(await notes(me, "?unseen=true"))).toEqual(["four"]);
    expect(verbsOf(await notes(me, "?unread=true"))).toEqual(["four", "three", "two", "one"]);
    const one = await notes(me, "?verb=one&verb=two");
    expect([verbsOf(one), one.mark, one.unseen]).toEqual([["two", "one"], null, 1]);
  });

  test("an ETag names groups and counts, not the moment", async () => {
    const me = await person("me");
    await bob.posts("one", { target: ref(me) });
    await sees(me, ["one"]);
    const etag = (await me.get("/notifications")).headers.get("etag") ?? "";
    const again = () => me.call("GET", "/notifications", undefined, { "if-none-match": etag });
    expect((await again()).status).toBe(304);
    await mark(me, { seen: "all" });
    expect((await again()).status).toBe(200);
  });
});

describe("mutes", () => {
  test("hide an actor's actions with their arrivals, and give them back", async () => {
    const me = await person("me");
    const thing = `repository:${unique("thing")}`;
    await bob.posts("liked", { target: thing, to: [ref(me)] });
    await carol.posts("liked", { target: thing, to: [ref(me)] });
    await carol.posts("only", { target: thing, to: [ref(me)] });
    await sees(me, ["only", "liked"]);
    const path = `/mutes/users/${carol.id}`;
    await me.call("PUT", path);
    const muted = await sees(me, ["liked"]);
    expect(muted.results[0]).toMatchObject({ actions_count: 1, actors_count: 1, latest: {} });
    expect(muted.unseen).toBe(1);
    await carol.posts("later", { to: [ref(me)] });
    await bob.posts("after", { to: [ref(me)] });
    await sees(me, ["after", "liked"]);
    const { mark: all } = await notes(me);
    await mark(me, { seen: all });
    await me.call("DELETE", path);
    const { results, unseen } = await sees(me, ["after", "later", "only", "liked"]);
    expect(results.map(({ actions_count: n }) => n)).toEqual([1, 1, 1, 2]);
    // What was hidden when the mark was made had arrived.
    expect(unseen).toBe(0);
    await me.call("PUT", path, { until: new Date(Date.now() + 1500).toISOString() });
    await sees(me, ["after", "liked"]);
    await sees(me, ["after", "later", "only", "liked"]);
  });
});

describe("dismissal and deletion", () => {
  test("a dismissed group is gone for good, and a later action begins it anew", async () => {
    const me = await person("me");
    const { id } = await bob.posts("one", { target: ref(me) });
    const group = await grows(me, "one", 1);
    const gone = async () => (await me.delete(`/notifications/${group.id}`)).status;
    expect([await gone(), await gone()]).toEqual([204, 204]);
    await sees(me, []);
    await bob.call("PATCH", `/actions/${id}`, { description: "again" });
    await bob.call("PATCH", `/actions/${id}`, { public: false });
    await bob.call("PATCH", `/actions/${id}`, { public: true });
    await carol.posts("one", { target: ref(me) });
    const anew = await grows(me, "one", 1);
    expect([anew.id, anew.actors[0]?.id]).toEqual([group.id, carol.id]);
    for (const other of ["nothing", "0".repeat(32)])
      expect((await me.delete(`/notifications/${other}`)).status).toBe(204);
  });

  test("a deleted actor's actions go; a deleted recipient begins with nothing", async () => {
    const [me, actor] = [await person("me"), await person("actor")];
    await actor.posts("one", { to: [ref(me)] });
    await bob.posts("two", { to: [ref(me)] });
    await sees(me, ["two", "one"]);
    await actor.delete(`/users/${actor.id}`);
    await sees(me, ["two"]);
    await me.delete(`/users/${me.id}`);
    expect(await notes(me)).toMatchObject({ results: [], unseen: 0, unread: 0 });
    await bob.posts("three", { to: [ref(me)] });
    await sees(me, ["three"]);
  });
});

describe("who may ask", () => {
  test("a service names somebody, a user only themselves", async () => {
    const requests = (query: string) =>
      [
        ["GET", `/notifications${query}`],
        ["GET", `/notifications/counts${query}`],
        ["POST", `/notifications/mark${query}`, { seen: "all" }],
        ["GET", `/notifications/${"0".repeat(32)}/actions${query}`],
        ["DELETE", `/notifications/${"0".repeat(32)}${query}`],
      ] as const;
    const statuses = async (who: Caller, query: string) => {
      const replies = requests(query).map(([method, path, body]) => who.call(method, path, body));
      return (await Promise.all(replies)).map(({ status }) => status);
    };
    expect(await statuses(service, "")).toEqual([400, 400, 400, 400, 400]);
    expect(await statuses(alice, `?user=${ref(bob)}`)).toEqual([403, 403, 403, 403, 403]);
    expect(await statuses(alice, `?user=${ref(alice)}`)).toEqual([200, 200, 200, 404, 204]);
    expect(await statuses(service, "?user=repository:x")).toEqual([200, 200, 200, 404, 204]);
    expect(await countsOf(alice)).toEqual({ unseen: 0, unread: 0, more: false });
    for (const query of ["unseen=false", "unread=", "flag=x", "limit=0", "cursor=x", "format=json", "user=x"])
      expect([query, (await alice.get(`/notifications?${query}`)).status]).toEqual([query, 400]);
    expect((await alice.get("/notifications/counts?verb=x")).status).toBe(400);
  });

  test("expand=current shows entities as they are called now", async () => {
    const [me, actor] = [await person("me"), await person("actor")];
    await actor.posts("one", { target: ref(me) });
    await sees(me, ["one"]);
    await actor.call("PUT", `/users/${actor.id}`, { name: "Renamed" });
    await eventually(async () =>
      expect((await notes(me, "?expand=current")).results[0]?.summary).toBe(`Renamed one ${me.id}`),
    );
    expect((await notes(me)).results[0]?.summary).toBe(`${actor.id} one ${me.id}`);
  });
});
