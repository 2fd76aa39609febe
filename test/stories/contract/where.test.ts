import { beforeAll, describe, expect, test } from "vitest";

import { type Person, person, unique } from "../../support/people.ts";
import { eventually, page, post, uniqueType } from "../../support/story.ts";
import { FORMS, formPage } from "../../support/walk.ts";
import { ref, paths, status, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

describe("where", () => {
  test("follow takes its fields in the body, unfollow and is-following in the query", async () => {
    const carol = await person("carol");
    const user = `/users/${alice.id}`;
    for (const field of ["flag=liking", "actor_only=true", "send_action=false", `user=${ref(carol)}`]) {
      expectProblem(await carol.post(`${user}/follow?${field}`, {}), 400, "Bad Request");
    }
    for (const body of [{ flag: "liking" }, { send_action: true }, { user: ref(carol) }]) {
      expectProblem(await carol.call("DELETE", `${user}/unfollow`, body), 400, "Bad Request");
    }
    for (const query of ["actor_only=true", "started=2020-01-01T00:00:00Z"]) {
      expect(await status(carol.delete(`${user}/unfollow?${query}`))).toBe(400);
      expect(await status(carol.get(`${user}/is-following?${query}`))).toBe(400);
    }
    expect(await status(carol.get(`${user}/is-following?send_action=true`))).toBe(400);
    expect((await page(carol, `${user}/is-following?flag=*`)).is_following).toBe(false);
  });

  test("role exists on an entity's activity alone, flag and own on feeds alone, flag and type on lists of follows", async () => {
    const user = `/users/${alice.id}`;
    for (const path of ["/actions", "/feed", `${user}/feed`, "/users/activity"])
      expect(await status(alice.get(`${path}?role=actor`))).toBe(400);
    for (const path of ["/actions", `${user}/activity`, "/users/activity"]) {
      for (const query of ["flag=following", "own=true"])
        expect(await status(alice.get(`${path}?${query}`))).toBe(400);
    }
    for (const path of [`${user}/followers`, `${user}/following`]) {
      for (const query of ["verb=v", "since=2020-01-01T00:00:00Z", "own=true", "format=atom", "role=actor"]) {
        expect([path, query, await status(alice.get(`${path}?${query}`))]).toEqual([path, query, 400]);
      }
    }
    for (const role of ["actor", "target", "action_object"])
      expect(await status(alice.get(`${user}/activity?role=${role}`))).toBe(200);
    for (const role of ["object", "Actor", "any", "*"])
      expect(await status(alice.get(`${user}/activity?role=${role}`))).toBe(400);
  });

  test("every stream takes verb, since, until, limit, cursor, expand and format, feeds also flag and own", async () => {
    const all =
      "verb=v&since=2020-01-01T01:00:00%2B01:00&until=2020-01-02T00:00:00.5Z&limit=3&expand=current";
    const user = `/users/${alice.id}`;
    for (const path of ["/actions", `${user}/activity`, "/users/activity", "/feed", `${user}/feed`]) {
      expect([path, await status(alice.get(`${path}?${all}`))]).toEqual([path, 200]);
      for (const form of Object.keys(FORMS)) await formPage(alice, form, `${path}?${all}&format=${form}`);
      for (const query of [
        "format=json",
        "format=xml",
        "format=",
        "expand=",
        "expand=true",
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=ten",
        "since=yesterday",
        "since=2020-01-01",
        "until=2020-01-01T00:00:00",
      ]) {
        const { status: given, body } = await alice.get(`${path}?${query}`);
        expect([path, query, given, given === 400 && paths(body)]).toEqual([
          path,
          query,
          400,
          [query.split("=")[0]],
        ]);
      }
    }
    for (const path of ["/feed", `${user}/feed`]) {
      expect(await status(alice.get(`${path}?${all}&flag=*&own=true`))).toBe(200);
      for (const query of [
        "own=yes",
        "own=1",
        "own=",
        "flag=",
        "flag=Not",
        "flag=a%20b",
        "flag=a&flag=b",
        "own=true&own=true",
      ]) {
        expect([query, await status(alice.get(`${path}?${query}`))]).toEqual([query, 400]);
      }
    }
  });

  test("since must be before until", async () => {
    const [early, late] = ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00.001Z"];
    for (const path of ["/actions", "/feed", "/users/activity", `/users/${alice.id}/activity`]) {
      expect(await status(alice.get(`${path}?since=${early}&until=${late}`))).toBe(200);
      expect(await status(alice.get(`${path}?since=${early}&until=${early}`))).toBe(400);
      expect(await status(alice.get(`${path}?since=${late}&until=${early}`))).toBe(400);
      expect(
        await status(alice.get(`${path}?since=2020-01-01T00:00:00Z&until=2020-01-01T00:30:00%2B01:00`)),
      ).toBe(400);
    }
  });

  test("the public and a type's stream filter by verb, exactly, and by times, since inclusive and until exclusive", async () => {
    const type = uniqueType("shop");
    const at = (second: number) => `2016-02-29T10:00:0${second}.000Z`;
    const verb = unique("sold");
    for (const second of [1, 2, 3])
      await post(`user:${unique("u")}`, verb, { target: `${type}:1`, timestamp: at(second) });
    for (const other of [verb.toUpperCase(), `${verb} `, `${verb}s`]) {
      await post(`user:${unique("u")}`, other, { target: `${type}:1`, timestamp: at(2) });
    }
    for (const path of ["/actions", `/${type}/activity`, `/${type}/1/activity`]) {
      const times = async (query: string) =>
        (await page(bob, `${path}?verb=${verb}${query}`)).results.map(({ timestamp }) => timestamp);
      await eventually(async () => expect(await times("")).toEqual([at(3), at(2), at(1)]));
      expect(await times(`&since=${at(2)}`)).toEqual([at(3), at(2)]);
      expect(await times(`&until=${at(2)}`)).toEqual([at(1)]);
      expect(await times(`&since=${at(1)}&until=${at(3)}`)).toEqual([at(2), at(1)]);
      expect(await times(`&since=2016-02-29T11:00:03%2B01:00`)).toEqual([at(3)]);
    }
  });
});
