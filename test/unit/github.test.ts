import fc from "fast-check";
import { expect, test } from "vitest";
import { newAction } from "../../lib/domain/action.ts";
import { mapEvent } from "../../lib/tools/import/github.ts";

const event = (type: string, payload: object) => ({
  id: "1",
  type,
  actor: { id: 7, login: "octocat" },
  repo: { id: 9, name: "octo/world" },
  created_at: "2015-01-01T00:00:00Z",
  payload,
});

test.each([
  ["PushEvent", { head: "abcdef0123" }, "pushed", "commit:abcdef0123"],
  ["WatchEvent", { action: "started" }, "starred", undefined],
  ["ForkEvent", { forkee: { full_name: "a/b" } }, "forked", undefined],
  ["CreateEvent", { ref: "main", ref_type: "branch" }, "created", "branch:9:main"],
  ["CreateEvent", { ref: null, ref_type: "repository" }, "created", undefined],
  ["DeleteEvent", { ref: "v1", ref_type: "tag" }, "deleted", "release:9:v1"],
  ["ReleaseEvent", { release: { tag_name: "v1" } }, "released", "release:9:v1"],
  ["IssuesEvent", { action: "opened", issue: { number: 3, title: "Ünï" } }, "opened", "issue:9#3"],
  [
    "PullRequestEvent",
    { action: "closed", pull_request: { number: 4, merged: true } },
    "merged",
    "pull_request:9#4",
  ],
  ["IssueCommentEvent", { issue: { number: 3 }, comment: { id: 5 } }, "commented on", "issue:9#3"],
])("%s %j is told as '%s'", (type, payload, verb, object) => {
  const mapped = mapEvent(event(type, payload));
  const action = newAction.parse("action" in mapped ? mapped.action : undefined);
  expect(action.verb).toBe(verb);
  expect(
    action.action_object && `${action.action_object.ref.model_type}:${action.action_object.ref.id}`,
  ).toBe(object);
  expect(action).toMatchObject({
    id: "gh-000000000001",
    target: { ref: { model_type: "repository", id: "9" } },
  });
});

test("whatever comes in is mapped to what the service takes, or skipped with a reason", () => {
  const payload = fc.record(
    {
      action: fc.string(),
      ref: fc.string(),
      ref_type: fc.constantFrom("tag", "branch"),
      head: fc.string(),
      issue: fc.record({ number: fc.nat(), title: fc.string({ maxLength: 400 }) }),
    },
    { requiredKeys: [] },
  );
  const type = fc.constantFrom("PushEvent", "CreateEvent", "IssuesEvent", "WatchEvent", "NoEvent");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.tuple(type, payload).map(([name, body]) => event(name, body)),
      ),
      (value) => {
        const mapped = mapEvent(value);
        if ("action" in mapped)
          fc.pre(newAction.safeParse(mapped.action).success || String(mapped.action["verb"]).trim() === "");
        else expect("skipped" in mapped ? mapped.skipped : mapped.wrong).not.toBe("");
      },
    ),
  );
});

test("an event of before 2015 is refused by name", () => {
  const old = {
    type: "WatchEvent",
    actor: "octocat",
    repository: { name: "world" },
    created_at: "2012-03-10T22:00:00-07:00",
  };
  expect(mapEvent(old)).toMatchObject({ wrong: expect.stringContaining("before 2015") as string });
});

test("a type that every object has is no type of event", () => {
  for (const type of ["constructor", "toString", "__proto__"])
    expect(mapEvent(event(type, {}))).toHaveProperty("skipped");
});

test("names and references that have to be cut stay different from each other", () => {
  const branch = (ref: string) => {
    const mapped = mapEvent(event("CreateEvent", { ref, ref_type: "branch" }));
    const action = newAction.parse("action" in mapped ? mapped.action : undefined);
    return action.action_object;
  };
  const long = "x".repeat(400);
  const [one, other, same] = [branch(`${long}1`), branch(`${long}2`), branch(`${long}1`)];
  expect(one?.ref.id).not.toBe(other?.ref.id);
  expect(one?.attributes?.["name"]).not.toBe(other?.attributes?.["name"]);
  expect(one).toEqual(same);
  expect(branch("a\tb")?.ref.id).not.toBe(branch("a b")?.ref.id);
});

test("ids sort as GitHub's numbers do", () => {
  const ids = ["9999999999", "10000000000", "123"].map((id) => {
    const mapped = mapEvent({ ...event("WatchEvent", {}), id });
    return "action" in mapped ? String(mapped.action["id"]) : "";
  });
  expect([...ids].sort()).toEqual([ids[2], ids[0], ids[1]]);
});
