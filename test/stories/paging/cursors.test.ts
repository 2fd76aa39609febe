import { describe, expect, test } from "vitest";
import { person, service } from "../../support/people.ts";
import { fillShelf } from "../../support/shelf.ts";
import { eventually, page, pathOf } from "../../support/story.ts";

const { type, shelf, robot, reader, delivered } = await fillShelf(10, 2);
await eventually(delivered);
const other = await person("other");

describe("a cursor", () => {
  const cursorIn = (url: string | null): string => new URL(url ?? "").searchParams.get("cursor") ?? "";
  const LISTS = () => [
    "/actions",
    `/${type}/activity`,
    "/users/activity",
    `${pathOf(shelf)}/activity`,
    `${pathOf(shelf)}/activity?role=target`,
    `${pathOf(shelf)}/activity?verb=moved`,
    `${pathOf(shelf)}/activity?since=2018-01-01T00:00:00Z`,
    `${pathOf(shelf)}/activity?until=2019-01-01T00:00:00Z`,
    `${pathOf(robot)}/activity`,
    "/feed",
    "/feed?flag=watching",
    "/feed?flag=*",
    "/feed?own=true",
    `/users/${reader.id}/feed`,
    `/users/${reader.id}/following?flag=*`,
  ];
  const withCursor = (path: string, cursor: string) =>
    `${path}${path.includes("?") ? "&" : "?"}limit=1&cursor=${encodeURIComponent(cursor)}`;

  test("is good for its own list alone: for any other it is 400 and named", async () => {
    const lists = LISTS();
    const cursors = await Promise.all(
      lists.map(async (path) =>
        cursorIn((await page(reader, `${path}${path.includes("?") ? "&" : "?"}limit=1`)).next),
      ),
    );
    const wrong: string[] = [];
    for (const [from, cursor] of cursors.entries()) {
      for (const [to, path] of lists.entries()) {
        const { status, body } = await reader.get(withCursor(path, cursor));
        const isRight = from === to ? status === 200 : status === 400 && body.errors[0]?.path === "cursor";
        if (!isRight) wrong.push(`${lists[from]} -> ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is good for its own caller alone", async () => {
    for (const path of ["/actions", `${pathOf(shelf)}/activity`, `/${type}/activity`]) {
      const cursor = cursorIn((await page(reader, `${path}?limit=1`)).next);
      for (const one of [other, service]) expect((await one.get(withCursor(path, cursor))).status).toBe(400);
    }
  });

  test("that was tampered with is 400 wherever it was changed", async () => {
    const path = `${pathOf(shelf)}/activity`;
    const cursor = cursorIn((await page(reader, `${path}?limit=1`)).next);
    const flipped = (at: number) =>
      `${cursor.slice(0, at)}${cursor[at] === "A" ? "B" : "A"}${cursor.slice(at + 1)}`;
    const bad = [
      ...Array.from({ length: cursor.length }, (_, at) => flipped(at)),
      ...[1, 2, 20].map((length) => cursor.slice(0, -length)),
      `${cursor}A`,
      `A${cursor}`,
      `${cursor}.A`,
      cursor.toUpperCase(),
      "x",
      "eyJkIjoib2xkZXIifQ",
      "é",
      " ",
      ".",
    ];
    const answers = await Promise.all(
      bad.map(async (one) => [one, (await reader.get(withCursor(path, one))).status]),
    );
    expect(answers.filter(([, status]) => status !== 400)).toEqual([]);
    expect((await reader.get(`${path}?cursor=`)).status).toBe(400);
    expect((await reader.get(`${path}?cursor=${cursor}&cursor=${cursor}`)).status).toBe(400);
  });

  test("keeps the list's other parameters in its link, and works also where the same filter is sent again by hand", async () => {
    const path = `${pathOf(shelf)}/activity?verb=moved&since=2018-01-01T00:00:00Z&limit=5`;
    const { next } = await page(reader, path);
    const query = new URL(next ?? "").searchParams;
    expect([query.get("verb"), query.get("limit"), query.get("since")]).toEqual([
      "moved",
      "5",
      expect.stringContaining("2018-01-01T00:00:00"),
    ]);
    expect((await reader.get(`${path}&cursor=${encodeURIComponent(cursorIn(next))}`)).status).toBe(200);
  });
});
