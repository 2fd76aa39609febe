import { beforeAll, expect, inject, test } from "vitest";
import { CANARY_SOURCE, EVENT_SOURCE } from "../../lib/contract/events.ts";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { CANARY_READER, CANARY_TYPE } from "../../lib/domain/canary.ts";
import type { BusEvent } from "../../lib/local/event-bus.ts";
import type { Sighting } from "../../lib/worker/canary.ts";
import { type Caller, type Person, person, service } from "../support/people.ts";

const REF = `${CANARY_TYPE}:${CANARY_READER.id}`;
const IDS = { method: "GET", path: "/actions/{id}" };

async function canary(event: object): Promise<Sighting> {
  const answer = await fetch(`${inject("invokeUrl")}/canary`, {
    method: "POST",
    body: JSON.stringify(event),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Sighting;
}

const events = async () => (await (await fetch(inject("eventsUrl"))).json()) as BusEvent[];

let sighting: Sighting;
let alice: Person;
let ids: string[];
beforeAll(async () => {
  sighting = await canary({});
  alice = await person("alice");
  const posted = (await events()).filter(
    ({ source, "detail-type": type }) => source === CANARY_SOURCE && type === "action.created",
  );
  ids = posted.map(({ detail }) => (detail as { action: { id: string } }).action.id);
});

test("the canary is seen in a feed, in its type's stream, on the bus and through every queue, and says how soon", () => {
  expect(sighting).toMatchObject({ ok: true, missing: [] });
  const places = [
    "bus",
    "entity-jobs",
    "fan-out",
    "feed",
    "maintain-feeds replays",
    "publish-events replays",
    "stream",
  ];
  expect(Object.keys(sighting.seconds).sort()).toEqual(expect.arrayContaining(places));
  for (const seconds of Object.values(sighting.seconds)) expect(seconds).toBeGreaterThan(0);
});

test("once called by its schedule it fails where it is not seen in time, so that an alarm rings", async () => {
  await expect(canary({ "detail-type": "Scheduled Event", within: 0.001 })).rejects.toThrow(
    /the canary is missing: feed, stream, bus/,
  );
  expect(await canary({ within: 0.001 })).toMatchObject({
    ok: false,
    missing: expect.arrayContaining(["feed", "bus"]),
  });
});

/** Every route with the canary's entity in its path, or one of its actions. */
const hidden = (Object.values(ROUTES) as Route[])
  .filter(({ path }) => path.includes("{"))
  .map(({ method, path }) => ({ method, path }));

test("neither people nor services find its entities or actions by any path", async () => {
  expect(hidden).toContainEqual(IDS);
  for (const who of [alice, service] satisfies Caller[]) {
    for (const { method, path } of hidden) {
      const there = path
        .replace("{collection}/{id}", `${CANARY_TYPE}/${CANARY_READER.id}`)
        .replace("{collection}", CANARY_TYPE)
        .replace("{id}", ids[0] ?? "")
        .concat(path.startsWith("/notifications") ? `?user=user:${alice.id}` : "");
      const body = { PUT: {}, POST: {}, PATCH: { description: "mine" } }[method as string];
      const { status } = await who.call(method, there, body);
      // A group that is not there is gone, as the caller wants it.
      const expected = method === "DELETE" && path === "/notifications/{id}" ? 204 : 404;
      expect([method, there, status]).toEqual([method, there, expected]);
    }
  }
});

test("it is nothing that a request can refer to", async () => {
  const post = (more: object) => service.post("/actions", { actor: "user:bob", verb: "met", ...more });
  const answers = [
    await post({ actor: REF }),
    await post({ target: REF }),
    await post({ action_object: { model_type: CANARY_TYPE, id: "poster" } }),
    await service.post("/users/bob/follow", { user: REF }),
    await service.get(`/actions?actor=${REF}`),
    await service.get(`/actions?actor=${CANARY_TYPE}`),
    await service.get(`/users/bob/is-following?user=${REF}`),
    await service.get(`/notifications?user=${REF}`),
    await service.get(`/notifications/counts?user=${REF}`),
    await service.call("POST", `/notifications/mark?user=${REF}`, { seen: "all" }),
    await service.delete(`/notifications/${"0".repeat(32)}?user=${REF}`),
    await service.post("/actions", { actor: "user:bob", verb: "met", to: [REF] }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
});

test("its actions are in no stream of people's, and its events on the bus have a source of their own", async () => {
  expect(ids.length).toBeGreaterThan(0);
  const { body } = await service.get("/actions?limit=100");
  expect(body.results.filter(({ id }) => ids.includes(id))).toEqual([]);
  const told = (await events()).filter(({ source }) => source === EVENT_SOURCE);
  expect(told.filter(({ detail }) => JSON.stringify(detail).includes(CANARY_TYPE))).toEqual([]);
});
