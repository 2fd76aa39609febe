import { beforeAll, expect, test } from "vitest";
import { LIMITS } from "../../lib/domain/limits.ts";
import { deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import { getMute } from "../../lib/store/mutes/mute-item.ts";
import { getMuteList, inForce, mutes } from "../../lib/store/mutes/mute-list.ts";
import { deleteMute, mutesOf, putMute } from "../../lib/store/mutes/mutes.ts";
import { workPages } from "../../lib/store/jobs/lists.ts";
import { mutesOfIt, ownMutes } from "../../lib/store/mutes/purge-mutes.ts";
import type { Table } from "../../lib/table/table.ts";
import { quietTable } from "../support/fresh-table.ts";
import { unique } from "../support/people.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const user = (name: string) => ({ model_type: "user", id: unique(name) });
const until = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();

let table: Table;

beforeAll(async () => {
  table = { ...(await quietTable()).table, limits: { ...LIMITS, mutes: 3 } };
});

test("one entity may mute so many and no more, however many ask at once; what has ended makes room", async () => {
  const muter = user("muter");
  const made = await Promise.all(
    ["a", "b", "c", "d", "e"].map((name) =>
      putMute(table, { muter, muted: user(name), until: until(1000) }, NOW),
    ),
  );
  expect(made.filter(Boolean)).toHaveLength(3);
  expect(await mutesOf(table, muter, NOW)).toHaveLength(3);
  const [first] = await mutesOf(table, muter, NOW);
  // Again is none more.
  expect(first && (await putMute(table, { ...first, until: until(1000) }, NOW))).toBe(true);
  expect(await putMute(table, { muter, muted: user("late"), until: undefined }, NOW + 1001)).toBe(true);
  expect(await mutesOf(table, muter, NOW + 1001)).toHaveLength(1);
});

test("the list says what the mutes say", async () => {
  const [muter, good, ending] = [user("muter"), user("good"), user("ending")];
  await putMute(table, { muter, muted: good, until: undefined }, NOW);
  await putMute(table, { muter, muted: ending, until: until(1000) }, NOW);
  const list = await getMuteList(table, muter, true);
  const muted = [good, ending, muter];
  expect(muted.map((entity) => mutes(list, entity, NOW))).toEqual([true, true, false]);
  expect(muted.map((entity) => mutes(list, entity, NOW + 1000))).toEqual([true, false, false]);
  await deleteMute(table, { muter, muted: good });
  expect(inForce(await getMuteList(table, muter, true), 0, NOW + 1000)).toEqual({});
  expect(await getMute(table, muter, good)).toBeUndefined();
});

test("mutes of a deleted muter are none of the next's, and go with those of it", async () => {
  const [gone, other] = [user("gone"), user("other")];
  await putMute(table, { muter: gone, muted: other, until: undefined }, NOW);
  await putMute(table, { muter: other, muted: gone, until: undefined }, NOW);
  await deleteEntity(table, gone, NOW);
  expect(await mutesOf(table, gone, NOW)).toEqual([]);
  const again = user("again");
  await putMute(table, { muter: gone, muted: again, until: undefined }, NOW);
  for (const list of [ownMutes(table, gone, 1), mutesOfIt(table, gone, 1)])
    expect((await workPages(table, list, {}).next()).value).toEqual({ done: 1, next: undefined });
  expect((await mutesOf(table, gone, NOW)).map(({ muted }) => muted)).toEqual([again]);
  expect(mutes(await getMuteList(table, gone, true), again, NOW)).toBe(true);
  expect(await mutesOf(table, other, NOW)).toEqual([]);
  expect(mutes(await getMuteList(table, other, true), gone, NOW)).toBe(false);
});
