import { expect, test } from "vitest";
import { entries, openAs, reader, sentences } from "../support/browser.ts";
import { unique } from "../support/people.ts";
import { post } from "../support/story.ts";

test("what one did again and again is one line, which opens, and is open when one comes back", async () => {
  const [alice, things] = [unique("alice"), ["one", "two", "three", "four"].map(unique)];
  await post(`user:${alice}`, "arrived");
  for (const thing of things) await post(`user:${alice}`, "starred", { target: `repository:${thing}` });
  for (const commit of ["c1", "c2", "c3"])
    await post(`user:${alice}`, "pushed", {
      action_object: `commit:${commit}`,
      target: "repository:crython",
    });
  const page = await openAs(reader(), `#/activity/user:${alice}?role=actor`);
  expect(await sentences(page, 3)).toEqual([
    `${alice} pushed on crython 3 times`,
    `${alice} starred ${things[3]}, ${things[2]} and 2 others`,
    `${alice} arrived`,
  ]);
  const open = page.getByRole("button", { name: "Show all 4" });
  await open.click();
  expect((await sentences(page, 7)).slice(2, 6)).toEqual(
    things.toReversed().map((one) => `${alice} starred ${one}`),
  );
  await entries(page).nth(3).getByRole("link").nth(1).click();
  await page.getByRole("heading", { level: 1, name: things[2] ?? "" }).waitFor();
  await page.goBack();
  await sentences(page, 7);
  await page.getByRole("button", { name: "Fold" }).click();
  await sentences(page, 3);
});

test("a run ends with its day, and two are none", async () => {
  const alice = `user:${unique("alice")}`;
  for (const timestamp of ["2020-06-12T00:01:00Z", "2020-06-12T00:02:00Z", "2020-06-11T23:59:00Z"])
    await post(alice, "waved", { timestamp });
  const page = await openAs(reader(), `#/activity/${alice}`);
  await sentences(page, 3);
});
