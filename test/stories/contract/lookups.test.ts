import { beforeAll, describe, expect, inject, test } from "vitest";
import { expectProblem, paths, ref, status } from "../../support/contract.ts";
import { type Json, type Person, person, service, stranger, unique } from "../../support/people.ts";
import { eventually, page, uniqueType } from "../../support/story.ts";

let alice: Person;
let bob: Person;
let carol: Person;
let shop: string;

beforeAll(async () => {
  [alice, bob, carol] = await Promise.all([person("alice"), person("bob"), person("carol")]);
  shop = uniqueType("shop");
  await Promise.all([
    service.call("PUT", `/users/${alice.id}`, { name: "Alice", email: "alice@example.com" }),
    service.call("PUT", `/${shop}/1`, { name: "The Shop", html_url: "https://example.com/1" }),
    service.call("PUT", `/${shop}/2`, {}),
    bob.follows(alice, { send_action: false }),
    carol.follows(alice, { flag: "liking", actor_only: false, send_action: false }),
    bob.follows(`/${shop}/3`, { flag: "liking", send_action: false }),
  ]);
  await bob.follows(alice, { flag: "liking", send_action: false });
  await bob.follows(`/${shop}/1`, { send_action: false });
});

const found = async (query: string) => (await page(bob, `/entities?${query}`)).results;

describe("look-ups of entities", () => {
  test("answer in the order asked, each as its GET, or null, duplicates too", async () => {
    const [dave, odd] = [await person("dave"), `${shop}:a:b/c?d~ü`];
    await service.call("PUT", `/${shop}/a%3Ab~2Fc~3Fd~7E%C3%BC`, { name: "Odd" });
    const all = [
      ref(alice),
      `${shop}:3`,
      ref(dave),
      ref(bob),
      `${shop}:2`,
      odd,
      `${shop}:1`,
      ref(alice),
      ref(carol),
    ];
    const query = all.map((one) => `ref=${encodeURIComponent(one)}`).join("&");
    await eventually(async () => {
      const results = await found(query);
      const gets = await Promise.all(
        all.map(async (one) => {
          const [type = "", ...id] = one.split(":");
          const escaped = encodeURIComponent(
            id.join(":").replace("~", "~7E").replace("/", "~2F").replace("?", "~3F"),
          );
          const reply = await bob.get(`/${type === "user" ? "users" : type}/${escaped}`);
          return reply.status === 404 ? null : reply.body;
        }),
      );
      expect(results).toEqual(gets);
      expect(results[0]).toMatchObject({
        name: "Alice",
        followers_count: 1,
        url: `${inject("url")}/users/${alice.id}`,
      });
      expect(results.map((one) => one === null)).toEqual([
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        false,
        false,
      ]);
    });
    expect(JSON.stringify(await found(query))).not.toContain("alice@example.com");
    expect(Object.keys(await page(bob, `/entities?${query}`))).toEqual(["results"]);
  });

  test("take 1 to 100 references, and nothing else", async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => `ref=${shop}:${index}`).join("&");
    expect((await found(hundred)).map((one) => one !== null)).toEqual(
      Array.from({ length: 100 }, (_, index) => [1, 2, 3].includes(index)),
    );
    const wrong: readonly [query: string, path: RegExp][] = [
      ["", /^ref$/],
      ["ref=", /^ref$/],
      [`${hundred}&ref=user:1`, /^ref$/],
      ["ref=user", /^ref\.0$/],
      [`ref=${ref(alice)}&ref=users:1`, /^ref\.1$/],
      ["ref=user:activity", /^ref\.0$/],
      ["ref=User:1", /^ref\.0$/],
      ["ref=user:", /^ref\.0$/],
      ["ref=entities:1", /^ref\.0$/],
      [`ref=user:${"x".repeat(256)}`, /^ref\.0$/],
      ["ref=user:1&limit=5", /^limit$/],
      ["ref=user:1&cursor=x", /^cursor$/],
      ["ref=user:1&expand=current", /^expand$/],
      ["ref=user:1&next=x", /^next$/],
      ["refs=user:1", /^refs?$/],
    ];
    await Promise.all(
      wrong.map(async ([query, path]) => {
        const reply = await bob.get(`/entities?${query}`);
        expectProblem(reply, 400, "Bad Request");
        expect([query, paths(reply.body).filter((one) => !path.test(one))]).toEqual([query, []]);
      }),
    );
  });

  test("are for all who have a token, in addresses of at most 8 KB", async () => {
    const one = `/entities?ref=${ref(alice)}`;
    expect(await status(stranger.get(one))).toBe(401);
    expect([await status(service.get(one)), await status(alice.get(one))]).toEqual([200, 200]);
    const long = (bytes: number) =>
      `/entities?ref=${shop}:${"x".repeat(200)}`.padEnd(bytes - 100, `&ref=${shop}:${"y".repeat(200)}`);
    const fill = (bytes: number) => `${long(bytes)}&ref=a:`.padEnd(bytes, "z");
    expect(await status(service.get(fill(8192)))).toBe(200);
    expectProblem(await service.get(fill(8193)), 414, "URI Too Long");
    expect(await status(service.get(fill(12_000)))).toBe(414);
  });

  test("are read like everything else: HEAD, ETag, Vary, and no other method", async () => {
    const path = `/entities?ref=${shop}:1`;
    const { headers, body } = await bob.get(path);
    expect(headers.get("vary")).toBe("Accept-Encoding, Authorization");
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(body.results).toHaveLength(1);
    const etag = headers.get("etag") ?? "";
    expect(await status(bob.call("GET", path, undefined, { "if-none-match": etag }))).toBe(304);
    const head = await bob.call("HEAD", path);
    expect([head.status, head.headers.get("etag"), head.body]).toEqual([200, etag, undefined]);
    const refused = await service.post("/entities", {});
    expect([refused.status, refused.headers.get("allow")]).toEqual([
      405,
      expect.stringMatching(/^GET, HEAD\b/),
    ]);
    for (const reply of [
      await bob.get("/entities/1"),
      await bob.get("/entities/activity"),
      await bob.get("/entities/1/followers"),
    ])
      expectProblem(reply, 404, "Not Found");
  });
});

describe("look-ups of follows", () => {
  const told = ({ results }: Json): string[] =>
    results.map((one) => {
      const { flag, flags = [flag], user, follow_object: object } = one;
      return `${user.id} ${flags.join("+")} ${object.id}`;
    });
  const list = async (path: string) => told(await page(carol, path));

  test("answer only the followers asked for, as the list has them", async () => {
    const path = `/users/${alice.id}/followers`;
    const both = `user=${ref(carol)}&user=${ref(bob)}&user=${ref(alice)}&user=${ref(bob)}`;
    await eventually(async () => expect(await list(path)).toEqual([`${bob.id} following ${alice.id}`]));
    expect((await page(carol, `${path}?${both}`)).results).toEqual((await page(carol, path)).results);
    expect(await list(`${path}?user=${ref(carol)}`)).toEqual([]);
    expect((await list(`${path}?flag=liking&${both}`)).toSorted()).toEqual(
      [`${bob.id} liking ${alice.id}`, `${carol.id} liking ${alice.id}`].toSorted(),
    );
    expect((await page(carol, `${path}?flag=liking&${both}`)).results).toEqual(
      (await page(carol, `${path}?flag=liking`)).results,
    );
    expect(await list(`${path}?flag=*&${both}`)).toEqual(
      [`${bob.id} following+liking ${alice.id}`, `${carol.id} liking ${alice.id}`].toSorted(),
    );
    expect(await list(`${path}?flag=*&${both}&type=bot`)).toEqual([]);
    expect(await list(`${path}?user=bot:${bob.id}`)).toEqual([]);
  });

  test("answer which of some entities one follows", async () => {
    const path = `/users/${bob.id}/following`;
    const some = `follow_object=${shop}:1&follow_object=${shop}:3&follow_object=${ref(alice)}&follow_object=${ref(carol)}`;
    await eventually(async () => expect(await list(path)).toHaveLength(2));
    expect((await page(carol, `${path}?${some}`)).results).toEqual((await page(carol, path)).results);
    expect(await list(`${path}?${some}&type=user`)).toEqual([`${bob.id} following ${alice.id}`]);
    expect(await list(`${path}?${some}&type=${shop}&type=user&flag=*`)).toEqual([
      `${bob.id} following 1`,
      `${bob.id} liking 3`,
      `${bob.id} following+liking ${alice.id}`,
    ]);
    expect((await page(carol, `${path}?${some}`)).results[0]?.follow_object).toMatchObject({
      name: "The Shop",
    });
    expect(await list(`/users/${unique("nobody")}/following?${some}`)).toEqual([]);
  });

  test("are paged as the lists are, by cursors of their own", async () => {
    const path = `/users/${bob.id}/following?follow_object=${shop}:1&follow_object=${ref(alice)}`;
    for (const query of ["", "&flag=*"]) {
      const whole = await page(carol, `${path}${query}`);
      const first = await page(carol, `${path}${query}&limit=1`);
      expect([whole.results.length, whole.next, first.prev]).toEqual([2, null, null]);
      const second = await page(carol, first.next ?? "");
      expect([...first.results, ...second.results]).toEqual(whole.results);
      expect(second.next).toBeNull();
      expect((await page(carol, second.prev ?? "")).results).toEqual(first.results);
      const cursor = new URL(first.next ?? "").searchParams.get("cursor") ?? "";
      expect(
        await status(carol.get(`/users/${bob.id}/following?cursor=${encodeURIComponent(cursor)}${query}`)),
      ).toBe(400);
    }
  });

  test("refuse what is no reference, more than a hundred, and the other list's parameter", async () => {
    const [followers, following] = [`/users/${alice.id}/followers`, `/users/${alice.id}/following`];
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${name}=user:${index}`).join("&");
    expect(await list(`${followers}?${many("user", 100)}`)).toEqual([]);
    expect(await list(`${following}?${many("follow_object", 100)}&flag=*`)).toEqual([]);
    const wrong: readonly [path: string, field: string][] = [
      [`${followers}?${many("user", 101)}`, "user"],
      [`${following}?${many("follow_object", 101)}`, "follow_object"],
      [`${followers}?user=`, "user"],
      [`${followers}?user=bob`, "user.0"],
      [`${followers}?user=${ref(bob)}&user=users:1`, "user.1"],
      [`${following}?follow_object=repositories:1`, "follow_object.0"],
      [`${following}?user=${ref(bob)}`, "user"],
      [`${followers}?follow_object=${ref(bob)}`, "follow_object"],
    ];
    for (const [path, field] of wrong) {
      const reply = await bob.get(path);
      expect([path, reply.status, paths(reply.body)]).toEqual([path, 400, [field]]);
    }
  });

  test("follow an unfollow and a deletion", async () => {
    const [dave, erin] = await Promise.all([person("dave"), person("erin")]);
    await dave.follows(erin, { send_action: false });
    const path = `/users/${erin.id}/followers?user=${ref(dave)}`;
    await eventually(async () => expect(await list(path)).toHaveLength(1));
    await dave.delete(`/users/${erin.id}/unfollow`);
    await eventually(async () => expect(await list(path)).toEqual([]));
    await dave.follows(erin, { send_action: false });
    await eventually(async () => expect(await list(`${path}&flag=*`)).toHaveLength(1));
    await erin.delete(`/users/${erin.id}`);
    await eventually(async () => expect(await list(path)).toEqual([]));
    expect(await list(`${path}&flag=*`)).toEqual([]);
  });
});
