import { beforeAll, describe, expect, inject, test } from "vitest";

import { person, service, verbs } from "../../support/people.ts";
import { counts, eventually, follow, page, idInPath, pathOf, unfollow, uniqueType } from "../../support/story.ts";
import { FORMS, formPage } from "../../support/walk.ts";
import { ref, status, own } from "../../support/contract.ts";

beforeAll(async () => {});

describe("an unusual id works on every route", () => {
  const IDS = [
    "a/b/c",
    "/",
    "//",
    "100%",
    "%2F",
    "%",
    "%zz",
    "a b",
    " ",
    "a+b",
    "a:b",
    "a?b=c&d",
    "a#b",
    "#",
    "...",
    ".hidden",
    "feed",
    "follow",
    "null",
    "__proto__",
    "constructor",
    "é",
    "e\u0301",
    "日本語",
    "\u202eabc",
    "<script>'\"&",
    "a\\b",
    "a;b=c,d",
    "~",
    "~2F",
    "~7E~",
    "%2e%2e",
    "../up",
    "*",
    "x".repeat(255),
    `${"é".repeat(127)}x`,
  ];

  test.each(IDS)("%s", (id) => useEverywhere(id));
});

async function useEverywhere(id: string): Promise<void> {
  const type = uniqueType("place");
  const [site, carol] = [`${type}:${id}`, await person("carol")];
  const url = `${inject("url")}/${type}/${idInPath(id)}`;
  const posted = [
    await carol.posts("one", { target: site }),
    await carol.posts("two", { action_object: { model_type: type, id } }),
  ];
  expect(posted).toMatchObject([{ target: { model_type: type, id } }, { action_object: { model_type: type, id } }]);
  const shown = (posted[0] as unknown as { target: { url: string } }).target.url;
  expect(shown).toBe(url);
  expect(await status(carol.follows(pathOf(site), { actor_only: false, send_action: false }))).toBe(204);
  expect((await page(carol, `${pathOf(site)}/is-following`)).is_following).toBe(true);
  await follow(site, ref(carol), { send_action: false });
  await eventually(async () => {
    const first = await page(carol, `${pathOf(site)}/activity?limit=1`);
    expect(verbs(first)).toEqual(["two"]);
    const second = await page(carol, first.next ?? "");
    expect(verbs(second)).toEqual(["one"]);
    expect(verbs(await page(carol, second.prev ?? ""))).toEqual(["two"]);
    expect(verbs(await page(carol, "/feed"))).toEqual(["two", "one"]);
    expect(verbs(await page(service, `${pathOf(site)}/feed`))).toEqual(["two", "one"]);
    expect((await page(carol, `${pathOf(site)}/followers`)).results).toMatchObject([
      { user: { id: carol.id }, follow_object: { id } },
    ]);
    expect((await page(carol, `${pathOf(site)}/following?flag=*`)).results).toMatchObject([
      { user: { id }, follow_object: { id: carol.id } },
    ]);
    expect((await page(carol, `/users/${carol.id}/followers`)).results).toMatchObject([{ user: { id } }]);
    expect(await counts(site)).toEqual([1, 1]);
  });
  for (const form of Object.keys(FORMS)) {
    const pageOf = await formPage(carol, form, `${pathOf(site)}/activity?limit=1&format=${form}`);
    expect(pageOf.ids).toEqual([posted[1]?.id]);
    expect((await formPage(carol, form, pageOf.next ?? "")).ids).toEqual([posted[0]?.id]);
  }
  await unfollow(site, ref(carol));
  expect(await status(service.delete(pathOf(site)))).toBe(202);
  await eventually(async () => {
    expect(await status(carol.get(pathOf(site)))).toBe(404);
    expect(verbs(await page(carol, "/feed"))).toEqual([]);
    expect(await own(carol)).toEqual([]);
  });
}

describe("an id beyond what queues take as it is works on every route, and holds nobody else's feed up", () => {
  test.each([
    ["an emoji", "😀"],
    ["the last character there is", "\u{10ffff}"],
    ["a noncharacter", "a\uffffb"],
  ])("%s", async (_what, id) => {
    const [carol, dave] = [await person("carol"), await person("dave")];
    await dave.follows(carol);
    await useEverywhere(id);
    await carol.posts("spoke");
    await eventually(async () => expect(verbs(await page(dave, "/feed"))).toEqual(["spoke"]));
  });
});
