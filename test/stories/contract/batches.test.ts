import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Json, type Person, person, service, unique } from "../../support/people.ts";
import { page, pathOf, uniqueType } from "../../support/story.ts";

import { paths, status, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

describe("batches", () => {
  test("have 1 to 100 items and nothing else, and are for services", async () => {
    const actor = `user:${unique("u")}`;
    const actions = (length: number) => Array.from({ length }, (_, index) => ({ actor, verb: `v${index}` }));
    const full = await service.post("/actions/batch", { actions: actions(100) });
    expect([full.status, full.body.results.map((result) => result.status)]).toEqual([
      200,
      Array(100).fill(201),
    ]);
    expect(full.body.results.map((result) => result.action.verb)).toEqual(
      actions(100).map(({ verb }) => verb),
    );
    for (const body of [
      { actions: actions(101) },
      { actions: [] },
      {},
      { actions: {} },
      { actions: actions(1), atomic: true },
      actions(1),
    ]) {
      expectProblem(await service.post("/actions/batch", body), 400, "Bad Request");
    }
    const one = { user: actor, follow_object: "user:1", send_action: false };
    for (const follows of [Array(101).fill(one), [], undefined])
      expect(await status(service.post("/follows/batch", { follows }))).toBe(400);
    expect(await status(service.post("/follows/batch", { follows: [one], actions: [] }))).toBe(400);
  });

  test("tell each item's fate as its own request would, repeats in the same batch too", async () => {
    const [actor, id] = [`user:${unique("u")}`, unique("id")];
    const { body } = await service.post("/actions/batch", {
      actions: [
        { id, actor, verb: "v" },
        { id, actor, verb: "v" },
        { id, actor, verb: "w" },
        { verb: "v" },
        "v",
        null,
        { actor, verb: "x", no: 1 },
        { actor, verb: "x" },
      ],
    });
    expect(body.results.map((result) => result.status)).toEqual([201, 200, 409, 400, 400, 400, 400, 201]);
    const [first, second, third, fourth] = body.results;
    expect(second?.action).toEqual(first?.action);
    expect(third?.error).toMatchObject({ type: "about:blank", title: "Conflict", status: 409 });
    expect(paths(fourth?.error as Json)).toEqual(["actor"]);
  });

  test("may have up to 1 MiB, other bodies up to 64 KiB", async () => {
    const actor = `user:${unique("u")}`;
    const item = { actor, verb: "v", data: { x: "y".repeat(8000) }, description: "z".repeat(1000) };
    const full = await service.post("/actions/batch", { actions: Array(100).fill(item) });
    expect([full.status, full.body.results.every((result) => result.status === 201)]).toEqual([200, true]);
    const padded = (body: object, bytes: number) => JSON.stringify(body).padEnd(bytes, " ");
    const [kib, mib] = [64 * 1024, 1024 * 1024];
    expect(
      await status(service.call("POST", "/actions/batch", padded({ actions: [{ actor, verb: "v" }] }, mib))),
    ).toBe(200);
    expect(
      await status(
        service.call("POST", "/actions/batch", padded({ actions: [{ actor, verb: "v" }] }, mib + 1)),
      ),
    ).toBe(413);
    expect(await status(alice.call("POST", "/actions", padded({ verb: "v" }, kib)))).toBe(201);
    expect(await status(alice.call("POST", "/actions", padded({ verb: "v" }, kib + 1)))).toBe(413);
    expect(await status(alice.call("PUT", `/users/${alice.id}`, padded({}, kib + 1)))).toBe(413);
    expect(await status(alice.call("POST", `/users/${bob.id}/follow`, padded({}, kib + 1)))).toBe(413);
  });

  test("of entities put each as its PUT does, one entity's in their order, and one bad item spoils no other", async () => {
    const [type, id] = [uniqueType("site"), unique("e")];
    const site = { model_type: type, id };
    const { status: given, body } = await service.post("/entities/batch", {
      entities: [
        { ...site, name: "First" },
        { ...site, name: "Second", html_url: "https://example.com/2" },
        { model_type: "user", id, name: "Ann", email: "ann@example.com", username: null },
        { ...site, slug: "no" },
        `${type}:${id}`,
        { model_type: "users", id, name: 5 },
        null,
        { model_type: type },
        { ...site, name: "Third" },
        { model_type: type, id: `${id}/2` },
        { model_type: type, id: "\ud800" },
      ],
    });
    expect([given, body.results.map((result) => result.status)]).toEqual([
      200,
      [201, 200, 201, 400, 400, 400, 400, 400, 200, 201, 400],
    ]);
    const results = body.results;
    const counts = { followers_count: 0, following_count: 0 };
    const url = `${inject("url")}/${type}/${id}`;
    expect(results[1]?.entity).toEqual({
      ...site,
      url,
      name: "Second",
      html_url: "https://example.com/2",
      ...counts,
    });
    expect(results[2]?.entity).toMatchObject({ model_type: "user", id, name: "Ann", ...counts });
    expect(JSON.stringify(body)).not.toContain("ann@example.com");
    expect(results.map(({ error }) => error && paths(error))).toEqual([
      ...[
        undefined,
        undefined,
        undefined,
        ["slug"],
        [""],
        ["model_type", "name"],
        [""],
        ["id"],
        undefined,
        undefined,
        ["id"],
      ],
    ]);
    expect(results[3]?.error).toMatchObject({ type: "about:blank", title: "Bad Request", status: 400 });
    expect((await alice.get(`/${type}/${id}`)).body).toEqual({ ...site, url, name: "Third", ...counts });
    expect(results[8]?.entity).toEqual({ ...site, url, name: "Third", ...counts });
    expect((await alice.get(`/users/${id}`)).body).toEqual(results[2]?.entity);
    expect(await status(alice.get(`/${type}/${id}~2F2`))).toBe(200);
  });

  test("of entities are for services, of 1 to 100, in at most 1 MiB", async () => {
    const type = uniqueType("site");
    const all = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ model_type: type, id: `${index}` }));
    expectProblem(
      await alice.post("/entities/batch", { entities: [{ model_type: "user", id: alice.id }] }),
      403,
      "Forbidden",
    );
    expect(
      (await service.post("/entities/batch", { entities: all(100) })).body.results.map((one) => one.status),
    ).toEqual(Array(100).fill(201));
    const wrong = [
      { entities: all(101) },
      { entities: [] },
      {},
      { entities: {} },
      { entities: all(1), more: 1 },
      all(1),
    ];
    for (const body of wrong) expectProblem(await service.post("/entities/batch", body), 400, "Bad Request");
    expect(await status(service.post("/entities/batch?x=1", { entities: all(1) }))).toBe(400);
    const padded = (bytes: number) => JSON.stringify({ entities: all(1) }).padEnd(bytes, " ");
    expect(await status(service.call("POST", "/entities/batch", padded(1024 * 1024)))).toBe(200);
    expect(await status(service.call("POST", "/entities/batch", padded(1024 * 1024 + 1)))).toBe(413);
  });

  test("of follows are for users too, each only as themselves and from now", async () => {
    const [carol, site] = [await person("carol"), `${uniqueType("site")}:1`];
    const own = `user:${carol.id}`;
    const now = new Date().toISOString();
    const { status: given, body } = await carol.post("/follows/batch", {
      follows: [
        { follow_object: `user:${alice.id}`, send_action: false },
        { user: own, follow_object: site, flag: "liking", actor_only: false },
        { user: `user:${alice.id}`, follow_object: site },
        { user: `bot:${carol.id}`, follow_object: site },
        { follow_object: site, started: now },
        { follow_object: "user" },
        { user: own },
        { user: own, follow_object: `user:${bob.id}`, started: null },
      ],
    });
    expect([given, body.results.map((result) => result.status)]).toEqual([
      200,
      [204, 204, 403, 403, 403, 400, 400, 204],
    ]);
    expect(body.results[0]).toEqual({ status: 204 });
    expect(body.results[2]?.error).toMatchObject({
      title: "Forbidden",
      status: 403,
    });
    for (const [path, is] of [
      [`/users/${alice.id}/is-following`, true],
      [`/users/${bob.id}/is-following`, true],
      [`${pathOf(site)}/is-following`, false],
      [`${pathOf(site)}/is-following?flag=liking`, true],
    ] as const) {
      expect([path, (await carol.get(path)).body.is_following]).toEqual([path, is]);
    }
    const [said, ...more] = (
      await page(carol, `/users/${carol.id}/activity?role=actor&verb=started%20liking`)
    ).results;
    expect([said?.verb, more]).toEqual(["started liking", []]);
    const byService = await service.post("/follows/batch", {
      follows: [{ follow_object: site }, { user: own, follow_object: site, started: "2019-01-01T00:00:00Z" }],
    });
    expect(byService.body.results.map((result) => result.status)).toEqual([400, 204]);
    expect(paths(byService.body.results[0]?.error as Json)).toEqual(["user"]);
    for (const follows of [[], Array(101).fill({ follow_object: site })])
      expect(await status(carol.post("/follows/batch", { follows }))).toBe(400);
  });
});
