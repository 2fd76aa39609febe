import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { NONDETERMINISM } from "../../lib/table/nondeterminism.ts";
import type { ChangeEvent } from "../../lib/worker/change-events.ts";
import { publish } from "../../lib/worker/event-bus.ts";

const bus = mockClient(EventBridgeClient);
beforeEach(() => {
  bus.reset();
});

const chance = { nondeterminism: { ...NONDETERMINISM, sleep: () => Promise.resolve() } };
const event = (id: string) =>
  ({
    source: "tributary",
    type: "action.created",
    time: new Date(0),
    detail: { event_id: id, action: {} },
  }) satisfies ChangeEvent;
const sent = () =>
  bus
    .commandCalls(PutEventsCommand)
    .map(({ args }) =>
      args[0].input.Entries?.map(({ Detail = "" }) => (JSON.parse(Detail) as { event_id: string }).event_id),
    );

test("what the bus refuses is sent again, alone; a bus that refuses for long fails the record, and nothing is forgotten", async () => {
  const busy = { ErrorCode: "ThrottlingException" };
  bus
    .on(PutEventsCommand)
    .resolvesOnce({ Entries: [{ EventId: "1" }, busy] })
    .resolves({ Entries: [{ EventId: "2" }] });
  await publish("bus", [event("a"), event("b")], chance);
  expect(sent()).toEqual([["a", "b"], ["b"]]);
  bus.reset();
  bus.on(PutEventsCommand).resolves({ Entries: [busy] });
  await expect(publish("bus", [event("c")], chance)).rejects.toMatchObject({ code: "unavailable" });
  expect(sent()).toEqual(Array.from({ length: 10 }, () => ["c"]));
});

test("an event that the bus will never take fails at once, and so does a bus that is not there", async () => {
  bus.on(PutEventsCommand).resolves({ Entries: [{ ErrorCode: "MalformedDetail", ErrorMessage: "bad" }] });
  await expect(publish("bus", [event("a")], chance)).rejects.toThrow("the bus refuses an event: bad");
  bus.on(PutEventsCommand).rejects(new Error("no such bus"));
  await expect(publish("bus", [event("b")], chance)).rejects.toThrow("no such bus");
  expect(sent()).toEqual([["a"], ["b"]]);
});
