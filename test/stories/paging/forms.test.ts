import { describe, expect, test } from "vitest";
import { amount } from "../../support/amount.ts";
import { RARE, fillShelf } from "../../support/shelf.ts";
import { eventually, pathOf } from "../../support/story.ts";
import { formPage, FORMS, walk, walkForm } from "../../support/walk.ts";

const { type, ship, reader, delivered } = await fillShelf(amount(5, 30) * RARE, amount(48, 120));
await eventually(delivered);

describe("every other form", () => {
  const STREAMS = () => [
    `${pathOf(ship)}/activity`,
    `${pathOf(ship)}/activity?role=actor&verb=s`,
    `/${type}/activity?verb=s`,
    "/feed?flag=*&verb=broke",
    `/users/${reader.id}/feed?verb=broke`,
    "/feed?verb=broke&own=true",
  ];

  const asJson = new Map<string, ReturnType<typeof walk>>();

  test.each(Object.keys(FORMS))("is walked as JSON is, its links staying in the form: %s", async (form) => {
    for (const path of STREAMS()) {
      const mark = path.includes("?") ? "&" : "?";
      const json = await (asJson.get(path) ?? walk(reader, `${path}${mark}limit=20`));
      asJson.set(path, Promise.resolve(json));
      const pages = await walkForm(reader, form, `${path}${mark}limit=20&format=${form}`);
      expect(
        pages.map(({ ids }) => ids),
        path,
      ).toEqual(json.map(({ ids }) => ids));
      const first = await formPage(reader, form, `${path}${mark}limit=20`, { accept: FORMS[form] ?? "" });
      expect(first.ids).toEqual(json[0]?.ids);
      // Links carry the form themselves: who follows them need not send `Accept` again.
      if (first.next !== null) expect((await formPage(reader, form, first.next)).ids).toEqual(json[1]?.ids);
      expect(first.prev).toBeNull();
      if (form !== "jsonfeed" && pages.length > 1) {
        expect((await formPage(reader, form, pages[1]?.prev ?? "")).ids).toEqual(json[0]?.ids);
      }
    }
  });
});
