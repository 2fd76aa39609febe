import { describe, test } from "vitest";
import { person, service, unique, verbs } from "../../support/people.ts";
import { following } from "../../support/follows.ts";
import { counts, eventually, follow, page, pathOf, unfollow, uniqueType } from "../../support/story.ts";
import { ref } from "../../support/contract.ts";

describe.concurrent("counts", () => {
  test("count the flag following alone, once a pair, whatever is repeated", async ({ expect }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice, { flag: "liking" });
    expect((await bob.get(`/users/${alice.id}`)).body).toMatchObject({
      followers_count: 0,
      following_count: 0,
    });
    await Promise.all(Array.from({ length: 10 }, () => bob.follows(alice)));
    await bob.follows(alice, { actor_only: false });
    await bob.follows(alice, { actor_only: true });
    await eventually(async () => {
      expect(await counts(ref(alice))).toEqual([1, 0]);
      expect(await counts(ref(bob))).toEqual([0, 1]);
      expect(verbs(await page(bob, `/users/${bob.id}/activity`)).toSorted()).toEqual([
        "started following",
        "started liking",
      ]);
    });
    await Promise.all(Array.from({ length: 10 }, () => bob.delete(`/users/${alice.id}/unfollow`)));
    await eventually(async () => expect(await counts(ref(alice))).toEqual([0, 0]));
    expect((await bob.get(`/users/${alice.id}`)).status).toBe(200);
    await bob.delete(`/users/${alice.id}/unfollow?flag=*`);
    await eventually(async () => expect((await bob.get(`/users/${alice.id}`)).status).toBe(404));
  });

  test("are right after twenty follow one entity at once, and half of them leave at once, and come again", async ({
    expect,
  }) => {
    const star = `${uniqueType("star")}:1`;
    const fans = Array.from({ length: 20 }, () => `user:${unique("fan")}`);
    const half = fans.slice(0, 10);
    const listed = async () =>
      (await service.all(`${pathOf(star)}/followers?limit=100`)).map((record) => record.user.id).toSorted();
    const ids = (people: string[]) => people.map((name) => name.slice(5)).toSorted();
    await Promise.all(fans.map((fan) => follow(fan, star)));
    await eventually(async () => expect([await counts(star), await listed()]).toEqual([[20, 0], ids(fans)]));
    await Promise.all(half.map((fan) => unfollow(fan, star)));
    await eventually(async () =>
      expect([await counts(star), await listed()]).toEqual([[10, 0], ids(fans.slice(10))]),
    );
    await Promise.all([
      ...half.map((fan) => follow(fan, star)),
      ...fans.slice(10).map((fan) => unfollow(fan, star)),
    ]);
    await eventually(async () => expect([await counts(star), await listed()]).toEqual([[10, 0], ids(half)]));
  });

  test("and the feed agree with is-following after one person follows and unfollows in twenty calls at once", async ({
    expect,
  }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await alice.posts("spoke");
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 ? bob.delete(`/users/${alice.id}/unfollow`) : bob.follows(alice),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(204));
    const follows = await following(ref(bob), ref(alice));
    await eventually(async () => {
      expect(await counts(ref(alice))).toEqual([follows ? 1 : 0, 0]);
      expect(await counts(ref(bob))).toEqual([0, follows ? 1 : 0]);
      expect(verbs(await page(bob, "/feed"))).toEqual(follows ? ["spoke"] : []);
      expect((await page(bob, `/users/${alice.id}/followers`)).results).toHaveLength(follows ? 1 : 0);
      expect((await page(bob, `/users/${bob.id}/following`)).results).toHaveLength(follows ? 1 : 0);
    });
  });
});
