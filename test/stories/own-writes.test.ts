import { expect, inject, test } from "vitest";
import { referenceOf } from "../../lib/client/path.ts";
import { SeeingClient } from "../../lib/client/seeing-client.ts";
import type { Action, Follow } from "../../lib/client/types.ts";
import { person, unique } from "../support/people.ts";

/** Nothing here waits: the public stream, types and lists follow a write later, the harsher the service. */
async function seeing() {
  const { id, token } = await person("alice");
  const me = `user:${id}`;
  return { me, client: new SeeingClient({ url: inject("url"), token: token ?? "", me }) };
}

test("whoever has posted, changed and deleted finds it so in the next list", async () => {
  const { me, client } = await seeing();
  const [verb, crython] = [unique("pushed"), `repository:${unique("crython")}`];
  const since = new Date(Date.now() - 1000).toISOString();
  const streams = () => [
    client.actions({ verb: [verb], since }),
    client.activityOfType("repository", { verb: [verb], since }),
    client.activity(crython),
    client.activity(me, { role: "actor", verb: [verb] }),
    client.feed({ own: true, verb: [verb] }),
  ];
  const shown = async (): Promise<readonly Action[][]> =>
    Promise.all(streams().map(async (list) => [...(await list.page()).results]));
  for (let times = 0; times < 3; times++) {
    const { id } = await client.post({ verb, target: crython });
    for (const actions of await shown()) expect(actions.map((one) => one.id)).toEqual([id]);
    await client.patch(id, { description: "Faster" });
    for (const actions of await shown()) expect(actions.map((one) => one.description)).toEqual(["Faster"]);
    await client.delete(id);
    expect(await shown()).toEqual(streams().map(() => []));
  }
});

test("whoever has followed and unfollowed finds it so in both lists", async () => {
  const { me, client } = await seeing();
  const crython = `repository:${unique("crython")}`;
  const shown = async () => {
    const lists = [client.following(me), client.followers(crython)];
    const pages = await Promise.all(lists.map(async (list) => (await list.page()).results));
    return pages.map((follows: readonly Follow[]) =>
      follows.map((one) => [referenceOf(one.user), referenceOf(one.follow_object)]),
    );
  };
  for (let times = 0; times < 3; times++) {
    await client.follow(crython);
    expect(await shown()).toEqual([[[me, crython]], [[me, crython]]]);
    await client.unfollow(crython);
    expect(await shown()).toEqual([[], []]);
    await client.followAll([
      { user: me, follow_object: crython },
      { user: "user:somebody-else", follow_object: crython },
    ]);
    expect(await shown()).toEqual([[[me, crython]], [[me, crython]]]);
    await client.unfollow(crython, { flag: "*" });
    expect(await shown()).toEqual([[], []]);
  }
});
