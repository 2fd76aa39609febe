import { describe, expect, test } from "vitest";
import { actionPatch, type StoredAction } from "../../../lib/domain/action.ts";
import { changedAction, planPatch } from "../../../lib/domain/plans/patch.ts";

const NOW = Date.parse("2026-01-01T00:00:00.000Z");
const bob = { model_type: "user", id: "bob" };
const eve = { model_type: "user", id: "eve" };
const action: StoredAction = {
  ...{ position: "2025-01-01T00:00:00.000Z#x", version: 3, fingerprint: "f", first_public: 0 },
  body: {
    ...{ actor: { model_type: "user", id: "ann" }, verb: "said", public: false, description: "old" },
    to: [bob],
  },
};
const plan = (patch: object) => planPatch(action, actionPatch.parse(patch), [bob], NOW);

describe("a patch", () => {
  test("leaves what it does not name, and says when it came", () => {
    const updated = "2026-01-01T00:00:00.000Z";
    expect(plan({ public: true })).toEqual({
      ...{ body: { ...action.body, data: undefined, public: true, updated }, to: undefined },
    });
  });

  test("clears what it says is null", () => {
    expect(plan({ description: null }).body.description).toBeUndefined();
  });

  test("of the recipients tells those who are new from when it came", () => {
    const { body, to } = plan({ to: ["user:bob", "user:eve"] });
    expect(to).toEqual([bob, { ...eve, since: NOW }]);
    expect(body.to).toEqual(to);
    expect(plan({ to: null }).to).toEqual([]);
  });
});

describe("a changed action", () => {
  test("is of the next version", () => {
    expect(changedAction(action, action.body)).toEqual({ ...action, version: 4 });
  });

  test("that was private arrives when it is first public, and never again", () => {
    const { body } = plan({ public: true });
    expect(changedAction(action, body).first_public).toBe(NOW);
    expect(changedAction({ ...action, first_public: 7 }, body).first_public).toBe(7);
    expect(changedAction({ ...action, first_public: undefined }, body).first_public).toBeUndefined();
  });
});
