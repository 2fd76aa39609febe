import { beforeAll, describe, expect, test } from "vitest";
import { amount } from "../../support/amount.ts";
import { person, service, unique } from "../../support/people.ts";
import { followAll } from "../../support/follows.ts";
import { moment } from "../../support/shelf.ts";
import { eventually, pathOf, uniqueType } from "../../support/story.ts";
import { expectGoodPages, idOf } from "../../support/walk.ts";

const reader = await person("reader");

describe("lists of follows", () => {
  const star = `${uniqueType("star")}:1`;
  const fan = `bot:${unique("fan")}`;
  const [moon, other] = [uniqueType("moon"), uniqueType("other")];
  /** Of so many, three quarters are followed with the one flag, half with the other, a quarter with both. */
  const all = amount(8, 60);
  const fans = Array.from({ length: all }, (_, index) => `${index % 2 === 0 ? "user" : moon}:${unique("f")}`);
  const loved = Array.from(
    { length: all },
    (_, index) => `${index % 3 === 0 ? moon : index % 3 === 1 ? other : "user"}:${unique("l")}`,
  );
  const key = (entity: string): string => entity.replace(":", " ");
  const named = (entities: readonly string[]): string[] => entities.map(key).toSorted();

  beforeAll(async () => {
    const flags = (index: number) =>
      index % 4 === 0 ? ["following", "liking"] : index % 4 === 1 ? ["liking"] : ["following"];
    const both = fans.flatMap((user, index) =>
      flags(index).map((flag) => ({
        user,
        follow_object: star,
        flag,
        started: moment(index),
        actor_only: index % 5 > 0,
      })),
    );
    const mine = loved.flatMap((follow_object, index) =>
      flags(index).map((flag) => ({
        user: fan,
        follow_object,
        flag,
        started: moment(index),
        actor_only: index % 5 > 0,
      })),
    );
    await Promise.all([followAll(both), followAll(mine)]);
    await eventually(async () => {
      expect(await service.all(`${pathOf(star)}/followers?flag=*&limit=100`)).toHaveLength(all);
      expect(await service.all(`${pathOf(star)}/followers?flag=following&limit=100`)).toHaveLength(
        (all * 3) / 4,
      );
      expect(await service.all(`${pathOf(fan)}/following?limit=100`)).toHaveLength((all * 3) / 4);
      expect(await service.all(`${pathOf(fan)}/following?flag=liking&limit=100`)).toHaveLength(all / 2);
    });
  });

  const sides = (ids: readonly string[], side: 0 | 1): string[] =>
    ids.map((id) =>
      id
        .split(" ")
        .slice(side * 2, side * 2 + 2)
        .join(" "),
    );
  const every = (entities: readonly string[], wanted: (index: number) => boolean) =>
    entities.filter((_, index) => wanted(index));

  test.each(amount([1, 4, 6], [1, 7, all / 4, all / 2, (all * 3) / 4, all]))(
    "are whole at %d a page, forth and back, with a flag, with *, and filtered by type",
    async (limit) => {
      const list = async (path: string, side: 0 | 1) =>
        sides(await expectGoodPages(reader, path, limit), side).toSorted();
      const [followers, following] = [`${pathOf(star)}/followers`, `${pathOf(fan)}/following`];
      const isFollowing = (index: number) => index % 4 !== 1;
      const isLiking = (index: number) => index % 4 < 2;
      const [a, b, c, d, e, f, g, h, i] = await Promise.all([
        list(followers, 0),
        list(`${followers}?flag=liking`, 0),
        list(`${followers}?flag=*`, 0),
        list(`${followers}?type=user`, 0),
        list(`${followers}?flag=*&type=${moon}`, 0),
        list(following, 1),
        list(`${following}?flag=*`, 1),
        list(`${following}?type=${moon}&type=user`, 1),
        list(`${following}?flag=*&type=${other}`, 1),
      ]);
      expect(a).toEqual(named(every(fans, isFollowing)));
      expect(b).toEqual(named(every(fans, isLiking)));
      expect(c).toEqual(named(fans));
      expect(d).toEqual(named(every(fans, (index) => isFollowing(index) && index % 2 === 0)));
      expect(e).toEqual(named(every(fans, (index) => index % 2 === 1)));
      expect(f).toEqual(named(every(loved, isFollowing)));
      expect(g).toEqual(named(loved));
      expect(h).toEqual(named(every(loved, (index) => isFollowing(index) && index % 3 !== 1)));
      expect(i).toEqual(named(every(loved, (index) => index % 3 === 1)));
    },
  );

  test("are newest follow first with a flag, and by type and id with *", async () => {
    const starts = (await service.all(`${pathOf(star)}/followers?limit=8`)).map((record) => record.started);
    expect(starts).toEqual(starts.toSorted().toReversed());
    const merged = await service.all(`${pathOf(fan)}/following?flag=*&limit=8`);
    const keys = merged.map((record) => idOf(record).split(" ").slice(2).join(" "));
    expect(keys).toEqual(keys.toSorted());
    const both = merged.filter(({ flags }) => flags.length === 2);
    expect(both).toHaveLength(all / 4);
  });
});
