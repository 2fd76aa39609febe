import { describe, expect, it } from "vitest";
import { type ActionBody, type Entry, newEntry, summary } from "../../lib/domain/action.ts";
import { factsOf, groupKey, groupOf, groupSummary, windowOf, windowStart } from "../../lib/domain/groups.ts";

const user = (name: string) => ({ model_type: "user", id: name.toLowerCase(), name });
const repository = (name: string) => ({ model_type: "repository", id: name, name });
const crython = repository("crython");

let count = 0;
/** The next older action. */
const action = (body: Partial<ActionBody>): Entry =>
  newEntry(`a${count++}`, `2020-06-12T15:00:00.${String(999 - count).padStart(3, "0")}Z`, {
    actor: user("Ann"),
    verb: "starred",
    public: true,
    ...body,
  });

const sentence = (...bodies: [Partial<ActionBody>, ...Partial<ActionBody>[]]) => {
  const [first, ...rest] = bodies;
  return groupSummary(factsOf(groupOf([action(first), ...rest.map(action)])));
};

const by = (...names: [string, ...string[]]): [Partial<ActionBody>, ...Partial<ActionBody>[]] => {
  const [first, ...rest] = names.map((name) => ({ actor: user(name), target: crython }));
  return [first ?? {}, ...rest];
};

describe("the sentence of a group", () => {
  it.each([
    [by("Ann"), "Ann starred crython"],
    [by("Ann", "Bob"), "Ann and Bob starred crython"],
    [by("Ann", "Bob", "Cid"), "Ann, Bob and 1 other starred crython"],
    [by("Ann", "Bob", "Cid", "Dan", "Eve"), "Ann, Bob and 3 others starred crython"],
    [by("Ann", "Ann", "Ann"), "Ann starred crython 3 times"],
    [by("Ann", "Bob", "Ann"), "Ann and Bob starred crython"],
  ])("names the newest actors, and says how often where one did several", (bodies, said) => {
    expect(sentence(...bodies)).toBe(said);
  });

  it("tells what all have the same, whether the group is by it or not", () => {
    const readme = { model_type: "file", id: "readme" };
    expect(sentence({ action_object: readme, target: crython })).toBe("Ann starred readme on crython");
    expect(sentence({ action_object: readme }, { action_object: readme })).toBe("Ann starred readme 2 times");
  });

  it("puts on before the target where any action has an object, though it is not told", () => {
    const [one, two] = [
      { model_type: "comment", id: "1" },
      { model_type: "comment", id: "2" },
    ];
    const verb = "commented";
    expect(sentence({ verb, action_object: one, target: crython }, { verb, target: crython })).toBe(
      "Ann commented on crython 2 times",
    );
    expect(
      sentence({ verb, action_object: one, target: crython }, { verb, action_object: two, target: crython }),
    ).toBe("Ann commented on crython 2 times");
  });

  it("tells no part that some have and others have not", () => {
    expect(sentence({ target: crython }, {})).toBe("Ann starred 2 times");
    expect(sentence({ target: crython }, { target: repository("other") })).toBe("Ann starred 2 times");
  });

  it("calls things as the newest action does", () => {
    const before = { ...crython, name: "cpython" };
    expect(sentence({ target: crython }, { target: before, actor: user("Bob") })).toBe(
      "Ann and Bob starred crython",
    );
    expect(sentence({ actor: { ...user("Ann"), name: "Anna" } }, {})).toBe("Anna starred 2 times");
  });

  it("is the sentence of the action where there is one", () => {
    const bodies = [{}, { target: crython }, { action_object: crython }];
    const both = { action_object: user("Bob"), target: crython };
    for (const body of [...bodies, both]) expect(sentence(body)).toBe(summary(action(body).body));
  });
});

describe("a group", () => {
  it("shows the newest three actions and actors, and counts all", () => {
    const entries = ["Ann", "Bob", "Ann", "Cid", "Dan"].map((name) => action({ actor: user(name) }));
    const group = groupOf(entries as [Entry, ...Entry[]]);
    expect(group.newest).toEqual(entries.slice(0, 3));
    expect(group.byActor.map(({ body }) => body.actor.id)).toEqual(["ann", "bob", "cid"]);
    expect([group.actorsCount, group.actionsCount]).toEqual([4, 5]);
    expect(group.latestAt > group.firstAt).toBe(true);
  });

  it("holds what has the same parts, where absent equals absent", () => {
    const key = (body: Partial<ActionBody>) => groupKey(action(body).body, ["verb", "target"]);
    expect(key({})).toBe(key({ actor: user("Bob") }));
    expect(key({})).not.toBe(key({ target: crython }));
    expect(key({ target: crython })).toBe(key({ target: { ...crython, name: "another name" } }));
    expect(key({ target: crython })).not.toBe(key({ target: { ...crython, model_type: "team" } }));
    expect(key({ verb: "forked" })).not.toBe(key({}));
  });

  it("is of a window of the timestamp in UTC; weeks begin on Mondays", () => {
    const time = "2020-06-12T15:01:41.000Z";
    expect(windowOf(time, "hour")).toEqual({
      start: "2020-06-12T15:00:00.000Z",
      end: "2020-06-12T16:00:00.000Z",
    });
    expect(windowOf(time, "day")).toEqual({
      start: "2020-06-12T00:00:00.000Z",
      end: "2020-06-13T00:00:00.000Z",
    });
    expect(windowOf(time, "week").start).toBe("2020-06-08T00:00:00.000Z");
    expect(windowOf("1969-12-31T23:59:59.999Z", "day").start).toBe("1969-12-31T00:00:00.000Z");
    expect(windowStart(time, "none")).toBe(windowStart("1999-01-01T00:00:00.000Z", "none"));
  });
});
