import { describe, expect, test } from "vitest";
import { amount } from "../../support/amount.ts";
import { type Person, person, service, unique } from "../../support/people.ts";
import { followAll } from "../../support/follows.ts";
import { moment, newestFirst, postAll } from "../../support/shelf.ts";
import { eventually, follow, page, pathOf, post, uniqueType } from "../../support/story.ts";
import { idOf, idsOf, walk, walkBack } from "../../support/walk.ts";

const reader = await person("reader");

describe("while it is walked", () => {
  const newcomer = () => `user:${unique("clerk")}`;

  test.each([
    ["an entity's activity", (entity: string, _owner: Person) => `${pathOf(entity)}/activity?limit=9`],
    ["a feed", (_entity: string, _owner: Person) => "/feed?limit=9"],
    ["a feed of every flag with own", (_entity: string, _owner: Person) => "/feed?flag=*&own=true&limit=9"],
    ["a type's stream", (entity: string, _owner: Person) => `/${entity.split(":")[0]}/activity?limit=9`],
  ])(
    "%s is not disturbed by newer actions, nor by the deletion of those that it has passed or stands at",
    async (_what, path) => {
      const [owner, clerk, entity] = [await person("owner"), newcomer(), `${uniqueType("desk")}:1`];
      const actions = Array.from({ length: amount(27, 90) }, (_, index) => ({
        actor: clerk,
        verb: "v",
        target: entity,
        timestamp: moment(index % 3),
      }));
      const before = (await postAll(actions)).toSorted(newestFirst).map(({ id }) => id);
      await owner.follows(pathOf(entity), { actor_only: false, send_action: false });
      const start = path(entity, owner);
      await eventually(async () => expect(idsOf(await walk(owner, start))).toEqual(before));
      const arrived: string[] = [];
      const gone = new Set<string>();
      const pages = await walk(owner, start, async ({ ids }) => {
        arrived.push((await post(clerk, "late", { target: entity })).id);
        for (const id of [ids.at(-1), ids.at(4)]) {
          if (id === undefined) continue;
          gone.add(id);
          expect((await service.delete(`/actions/${id}`)).status).toBe(204);
        }
      });
      expect(idsOf(pages)).toEqual(before);
      const left = before.filter((id) => !gone.has(id));
      await eventually(async () => {
        const back = await walkBack(owner, pages.at(-1));
        const shown = [...back].reverse().flatMap(({ ids }) => ids);
        const last = left.filter((id) => !shown.includes(id));
        expect([...shown, ...last]).toEqual([...arrived.toReversed(), ...left]);
        expect(back.at(-1)?.prev ?? null).toBeNull();
      });
      await eventually(async () =>
        expect(idsOf(await walk(owner, start))).toEqual([...arrived.toReversed(), ...left]),
      );
    },
  );

  test("a page whose items and all that follows were deleted is empty and the last, and leads back", async () => {
    const clerk = newcomer();
    const stored = await postAll(
      Array.from({ length: 10 }, () => ({ actor: clerk, verb: "v", timestamp: moment(0) })),
    );
    const ids = stored.toSorted(newestFirst).map(({ id }) => id);
    const { next } = await page(reader, `${pathOf(clerk)}/activity?limit=4`);
    for (const id of ids.slice(3)) await service.delete(`/actions/${id}`);
    await eventually(async () =>
      expect((await page(reader, `${pathOf(clerk)}/activity`)).results).toHaveLength(3),
    );
    const empty = await page(reader, next ?? "");
    expect([empty.results, empty.next]).toEqual([[], null]);
    const back = await page(reader, empty.prev ?? "");
    expect(back.results.map(idOf)).toEqual(ids.slice(0, 3));
    expect(back.prev).toBeNull();
  });

  test("new follows do not disturb a list of follows, and those that end are left out", async () => {
    const [star, owner] = [`${uniqueType("star")}:1`, await person("owner")];
    const count = amount(24, 45);
    const fans = Array.from({ length: count }, () => `user:${unique("fan")}`);
    await followAll(fans.map((user) => ({ user, follow_object: star, started: moment(0) })));
    const list = `${pathOf(star)}/followers?limit=10`;
    await eventually(async () => expect(idsOf(await walk(owner, list))).toHaveLength(count));
    const before = idsOf(await walk(owner, list));
    const pages = await walk(owner, list, async ({ ids }) => {
      await follow(`user:${unique("late")}`, star, { send_action: false });
      const last = ids.at(-1)?.split(" ")[1];
      expect((await service.delete(`${pathOf(star)}/unfollow?user=user:${last}`)).status).toBe(204);
    });
    expect(idsOf(pages)).toEqual(before);
    await eventually(async () => expect(idsOf(await walk(owner, list))).toHaveLength(count));
  });
});
