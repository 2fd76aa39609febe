import { expect, test, vi } from "vitest";
import { amount } from "../support/amount.ts";
import { person, service, unique } from "../support/people.ts";

const batch = (name: "actions" | "follows", items: readonly object[]) =>
  service.post(`/${name}/batch`, { [name]: items });
const upTo = (count: number) => Array.from({ length: count }, (_one, index) => index);
/** So many batches of so many actions and follows. */
const [BATCHES, ITEMS] = amount([1, 60], [6, 100]);

test("while a large entity is being removed, its lists are empty and answer in time, whatever the size of a page", async () => {
  const star = unique("star");
  for (const batchNumber of upTo(BATCHES)) {
    const many = upTo(ITEMS).map((item) => `${batchNumber}-${item}`);
    await batch(
      "actions",
      many.map(() => ({ actor: `user:${star}`, verb: "pushed", target: `site:${star}` })),
    );
    const follows = many.map((fan) => ({
      user: `user:${star}-${fan}`,
      follow_object: `user:${star}`,
      send_action: false,
    }));
    await batch("follows", follows);
  }
  await service.delete(`/users/${star}`);
  const lists = ["followers", "followers?flag=*", "following", "activity", "activity?role=actor"];
  for (const list of lists) {
    for (const limit of [1, 25]) {
      const path = `/users/${star}/${list}${list.includes("?") ? "&" : "?"}limit=${limit}`;
      const { status, body } = await service.get(path);
      expect([status, body.results, body.next]).toEqual([200, [], null]);
    }
  }
});

test("a deleted entity's action is not answered to a repeat of its post", async () => {
  const [actor, id] = [unique("u"), unique("id")];
  const post = () => service.post("/actions", { id, actor: `user:${actor}`, verb: "pushed" });
  expect([(await post()).status, (await post()).status]).toEqual([201, 200]);
  await service.delete(`/users/${actor}`);
  expect((await post()).status).toBe(409);
});

test("a repeat is a repeat though its attributes would not fit beside what was stored since", async () => {
  const [id, actor] = [unique("id"), unique("u")];
  const post = (name: string) =>
    service.post("/actions", { id, actor: { model_type: "user", id: actor, name }, verb: "pushed" });
  const name = "n".repeat(255);
  expect((await post(name)).status).toBe(201);
  const address = `https://example.com/${"a".repeat(450)}`;
  await service.call("PUT", `/users/${actor}`, { username: "u".repeat(255), html_url: address });
  expect((await post(name)).status).toBe(200);
  expect((await post(`${name.slice(1)}m`)).status).toBe(409);
});

test("a deleted follower begins with no flags", async () => {
  const [bob, follower] = [await person("bob"), unique("g")];
  const follow = (flag: string) =>
    service.post(`/users/${bob.id}/follow`, { user: `user:${follower}`, flag, send_action: false });
  for (const index of upTo(16)) expect((await follow(`flag${index}`)).status).toBe(204);
  expect((await follow("more")).status).toBe(409);
  await service.delete(`/users/${follower}`);
  expect((await follow("more")).status).toBe(204);
});

test("'__proto__' is an unknown field like any other, and a PUT needs a body", async () => {
  const alice = await person("alice");
  const reference = '{"verb":"v","target":{"model_type":"site","id":"1","__proto__":{"name":"x"}}}';
  expect((await alice.call("POST", "/actions", reference)).body.errors[0]?.path).toBe("target.__proto__");
  const put = (body: unknown) =>
    alice.call("PUT", `/users/${alice.id}`, body, { "content-type": "application/json" });
  expect((await put('{"name":"Alice","__proto__":{"a":1}}')).body.errors[0]?.path).toBe("__proto__");
  expect((await put(undefined)).status).toBe(400);
  expect((await put({})).status).toBe(201);
  await vi.waitFor(async () => expect((await alice.get(`/users/${alice.id}`)).status).toBe(200), 60_000);
});
