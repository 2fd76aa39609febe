import { describe, expect, inject, test } from "vitest";
import { amount } from "../../support/amount.ts";
import { person, service, unique, verbs } from "../../support/people.ts";
import {
  counts,
  eventually,
  follow,
  page,
  idInPath,
  pathOf,
  post,
  unfollow,
  uniqueType,
} from "../../support/story.ts";
import { FORMS, formPage } from "../../support/walk.ts";
import { own, ref, status } from "../../support/contract.ts";

/** One of each kind; `test/unit/paths.test.ts` takes every route with many more. */
const SOME = [
  ...[
    "a/b/c",
    "%2F",
    " ",
    "a?b=c&d",
    "a#b",
    "...",
    "feed",
    "__proto__",
    "e\u0301",
    "\u202eabc",
    "<script>'\"&",
  ],
  ...["a\\b", "~2F", "../up", "*", `${"é".repeat(127)}x`],
];
const MORE = [
  ...[
    "/",
    "//",
    "100%",
    "%",
    "%zz",
    "a b",
    "a+b",
    "a:b",
    "#",
    ".hidden",
    "follow",
    "null",
    "constructor",
    "é",
    "日本語",
  ],
  ...["a;b=c,d", "~", "~7E~", "%2e%2e", "x".repeat(255)],
];

describe.concurrent("an unusual id works on every route", () => {
  test.each(amount(SOME, [...SOME, ...MORE]))("%s", useEverywhere);
});

const gone = async (path: string): Promise<void> => expect(await status(service.get(path))).toBe(404);

async function useEverywhere(id: string): Promise<void> {
  const type = uniqueType("place");
  const [site, carol, clerk] = [`${type}:${id}`, await person("carol"), `user:${unique("clerk")}`];
  const path = pathOf(site);
  const posted = [
    await post(clerk, "one", { target: site }),
    await carol.posts("two", { action_object: { model_type: type, id } }),
  ];
  expect(posted).toMatchObject([
    { target: { model_type: type, id } },
    { action_object: { model_type: type, id } },
  ]);
  const shown = posted[0]?.target?.url;
  expect(shown).toBe(`${inject("url")}/${type}/${idInPath(id)}`);
  expect(await status(carol.follows(path, { actor_only: false, send_action: false }))).toBe(204);
  await follow(site, ref(carol), { send_action: false });
  await eventually(async () => expect(await counts(site)).toEqual([1, 1]));
  expect((await page(carol, `${path}/is-following`)).is_following).toBe(true);
  const first = await page(carol, `${path}/activity?limit=1`);
  expect(verbs(first)).toEqual(["two"]);
  const second = await page(carol, first.next ?? "");
  expect(verbs(second)).toEqual(["one"]);
  expect(verbs(await page(carol, second.prev ?? ""))).toEqual(["two"]);
  await eventually(async () => expect(verbs(await page(carol, "/feed"))).toEqual(["two", "one"]));
  await eventually(async () => expect(verbs(await page(service, `${path}/feed`))).toEqual(["two"]));
  expect((await page(carol, `${path}/followers`)).results).toMatchObject([
    { user: { id: carol.id }, follow_object: { id } },
  ]);
  expect((await page(carol, `${path}/following?flag=*`)).results).toMatchObject([
    { user: { id }, follow_object: { id: carol.id } },
  ]);
  expect((await page(carol, `/users/${carol.id}/followers`)).results).toMatchObject([{ user: { id } }]);
  for (const form of Object.keys(FORMS)) {
    const pageOf = await formPage(carol, form, `${path}/activity?limit=1&format=${form}`);
    expect(pageOf.ids).toEqual([posted[1]?.id]);
    expect((await formPage(carol, form, pageOf.next ?? "")).ids).toEqual([posted[0]?.id]);
  }
  await unfollow(site, ref(carol));
  expect(await status(service.delete(path))).toBe(202);
  await eventually(async () => {
    await gone(path);
    expect(verbs(await page(carol, "/feed"))).toEqual([]);
    expect(await own(carol)).toEqual([]);
  });
}

describe.concurrent(
  "an id beyond what queues take as it is works on every route, and holds nobody else's feed up",
  () => {
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
  },
);
