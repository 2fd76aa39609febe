import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { RouteName } from "../../lib/contract/routes.ts";
import { holds } from "../../lib/domain/preconditions.ts";
import { Scheduler } from "../simulation/scheduler.ts";
import { SimulatedTable } from "../simulation/simulated-table.ts";
import { invoking } from "../support/api.ts";

let table: SimulatedTable;
const invoke = invoking(() => table.open(undefined));
const fresh = () => void (table = new SimulatedTable(new Scheduler(1, { selfDriven: true }), { name: "t" }));
beforeEach(fresh);

const ALICE = { collection: "users", id: "alice" };
const as = (who: string, headers: Record<string, string | undefined> = {}) => ({
  authorization: `Bearer ${who}`,
  ...headers,
});
const call = (name: RouteName, headers: Record<string, string | undefined>, more: object = {}) =>
  invoke(name, { headers: as("service", headers), ...more });

const entity = { params: ALICE };
const etagOf = async (name: RouteName, more: object) => (await call(name, {}, more)).headers["etag"] ?? "";

describe("the headers", () => {
  const cases: [header: string, ifMatch: boolean, ifNoneMatch: boolean][] = [
    ["*", true, false],
    ['"v"', true, false],
    ['"v.shown"', true, false],
    ['"other"', false, true],
    ['"other", "v.x"', true, false],
    ['"a,b" ,, "v"', true, false],
    ['W/"v"', false, false],
    ['W/"other", "v"', true, false],
    ['w/"v"', false, false],
    ["v", false, false],
    ['"v', false, false],
    ['"v" "v"', false, false],
    ["", false, false],
    ['*, "v"', false, false],
  ];
  test.each(cases)("%s", (header, ifMatch, ifNoneMatch) => {
    expect(holds({ ifMatch: header, ifNoneMatch: undefined }, "v")).toBe(ifMatch);
    expect(holds({ ifMatch: undefined, ifNoneMatch: header }, "v")).toBe(ifNoneMatch);
    expect(holds({ ifMatch: header, ifNoneMatch: undefined }, undefined)).toBe(false);
  });
  test("what is not there meets `If-None-Match`, and both must hold", () => {
    expect(holds({ ifMatch: undefined, ifNoneMatch: "*" }, undefined)).toBe(true);
    expect(holds({ ifMatch: undefined, ifNoneMatch: '"v"' }, undefined)).toBe(true);
    expect(holds({ ifMatch: '"v"', ifNoneMatch: "*" }, "v")).toBe(false);
    expect(holds({ ifMatch: '"v"', ifNoneMatch: '"w"' }, "v")).toBe(true);
  });
  test("a long list of odd tags is read in no time", () => {
    const start = performance.now();
    for (const part of ['"', ",", 'W/"', '" ', '"a" ', '"a",', "\t,"]) {
      holds({ ifMatch: part.repeat(10_000), ifNoneMatch: part.repeat(10_000) }, "v");
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});

/** What is there, as the contract's paragraph says. */
class Model {
  /** The number of the version that is there. */
  version: number | undefined;
  /** The preconditions of what deleted it. */
  deletedBy: string | undefined;
  versions = 0;
  /** Tags that a `GET` has given, with what they named. */
  readonly seen: { readonly etag: string; readonly version: number | undefined }[] = [];

  written() {
    this.version = ++this.versions;
    this.deletedBy = undefined;
  }

  deleted(condition: string) {
    this.version = undefined;
    this.deletedBy = condition;
  }

  holds({ match, none }: Chosen): boolean {
    const names = (tags: Tags, strong: boolean) =>
      tags === "*"
        ? this.version !== undefined
        : tags.some((tag) => this.version !== undefined && this.#of(tag, strong) === this.version);
    return (match === undefined || names(match, true)) && (none === undefined || !names(none, false));
  }

  #of({ index, weak }: Tag, strong: boolean): number | undefined {
    return weak && strong ? undefined : this.seen.at(index % Math.max(1, this.seen.length))?.version;
  }

  text = (tags: Tags | undefined): string | undefined =>
    tags === undefined || tags === "*"
      ? tags
      : tags
          .map(
            ({ index, weak }) =>
              `${weak ? "W/" : ""}${this.seen.at(index % Math.max(1, this.seen.length))?.etag ?? '"none"'}`,
          )
          .join(", ");
}

interface Tag {
  readonly index: number;
  readonly weak: boolean;
}
type Tags = readonly Tag[] | "*";
interface Chosen {
  readonly match: Tags | undefined;
  readonly none: Tags | undefined;
}

/** `-1` is the newest tag that was seen. */
const tag = fc.record({
  index: fc.constantFrom(-1, -1, -1, -2, -3, 0, 1),
  weak: fc.constantFrom(false, false, false, true),
});
const tags = fc.option(fc.oneof(fc.constant("*" as const), fc.array(tag, { minLength: 1, maxLength: 3 })), {
  nil: undefined,
});
const chosen = fc.oneof(
  fc.record({ match: fc.constant(undefined), none: fc.constant(undefined) }),
  fc.record({ match: tags, none: fc.constant(undefined) }),
  fc.record({ match: fc.constant(undefined), none: tags }),
  fc.record({ match: tags, none: tags }),
);
const step = fc.record({
  kind: fc.constantFrom("get", "get", "write", "write", "delete", "repeat", "count", "post", "stranger"),
  chosen,
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Subject {
  readonly get: RouteName;
  readonly write: RouteName;
  readonly remove: RouteName;
  readonly params: Record<string, string>;
  readonly body: object;
  readonly removed: number;
  /** Whether a write makes it, where it is not there. */
  readonly isMade: boolean;
}
const ENTITY: Subject = {
  ...{ get: "get-entity", write: "put-entity", remove: "delete-entity" },
  ...{ params: ALICE, body: { name: "Alice" }, removed: 202, isMade: true },
};
const ACTION: Subject = {
  ...{ get: "get-action", write: "patch-action", remove: "delete-action" },
  ...{ params: { id: "one" }, body: { description: "same" }, removed: 204, isMade: false },
};

async function play(subject: Subject, steps: readonly Step[]): Promise<void> {
  const { params, body, isMade } = subject;
  const model = new Model();
  let last: { headers: Record<string, string | undefined>; chosen: Chosen } | undefined;
  const look = async () => {
    const { status, headers } = await call(subject.get, {}, { params });
    if (status === 200) model.seen.push({ etag: headers["etag"] ?? "", version: model.version });
    return status;
  };
  const remove = async (headers: Record<string, string | undefined>, held: Chosen) => {
    const { status } = await call(subject.remove, headers, { params });
    const condition = JSON.stringify(headers);
    const isRepeated =
      model.version === undefined && held.match !== undefined && model.deletedBy === condition;
    const passes = isRepeated || model.holds(held);
    if (isMade) expect(status).toBe(passes ? subject.removed : 412);
    // What was never there, or has no tombstone: 404 without `If-Match`.
    else expect(status).toBe(passes ? (model.versions > 0 ? 204 : 404) : 412);
    if (passes && (model.version !== undefined || (isMade && !isRepeated))) model.deleted(condition);
  };
  if (!isMade) {
    await call("post-action", {}, { body: { id: "one", actor: "user:alice", verb: "said" } });
    model.written();
    await look();
  }
  for (const { kind, chosen: held } of steps) {
    const headers = { "if-match": model.text(held.match), "if-none-match": model.text(held.none) };
    if (kind === "get") await look();
    if (kind === "count")
      await call("follow", {}, { params: { collection: "users", id: "bob" }, body: { user: "user:alice" } });
    if (kind === "post" && isMade) {
      const name = `Alice ${model.versions}`;
      await call(
        "post-action",
        {},
        { body: { actor: { model_type: "user", id: "alice", name }, verb: "said" } },
      );
      model.written();
    }
    if (kind === "stranger") {
      const { status } = await invoke(subject.write, { params, body, headers: as("bob", headers) });
      expect(status).toBe(isMade || model.version !== undefined ? 403 : 404);
    }
    if (kind === "write") {
      const before = await call(subject.get, {}, { params });
      const { status, headers: answer } = await call(subject.write, headers, { params, body });
      const passes = model.holds(held);
      const missing = !isMade && model.version === undefined;
      expect(status).toBe(!passes ? 412 : missing ? 404 : model.version === undefined ? 201 : 200);
      if (passes && !missing) {
        model.written();
        expect(answer["etag"]).not.toBe(before.headers["etag"]);
        expect(await etagOf(subject.get, { params })).toBe(answer["etag"]);
      } else expect(await call(subject.get, {}, { params })).toEqual(before);
    }
    if (kind === "delete") {
      last = { headers, chosen: held };
      await remove(headers, held);
    }
    // Tags of the model move on; the same text is sent again only while what it names is the same.
    if (kind === "repeat" && last !== undefined && model.version === undefined)
      await remove(last.headers, last.chosen);
  }
}

describe.each([
  ["an entity", ENTITY],
  ["an action", ACTION],
])("%s", (_name, subject) => {
  test("is written and deleted under preconditions as the model says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14, size: "max" }), async (steps) => {
        fresh();
        await play(subject, steps);
      }),
      { numRuns: 150 },
    );
  });
});

test("of simultaneous writes with one ETag exactly one goes through", async () => {
  await call("put-entity", {}, { ...entity, body: { name: "A" } });
  const body = { id: "one", actor: "user:alice", verb: "said" };
  await call("post-action", {}, { body });
  const etag = await etagOf("get-entity", entity);
  const puts = Array.from({ length: 12 }, (_, index) =>
    call("put-entity", { "if-match": etag }, { ...entity, body: { name: `B${index % 2}` } }),
  );
  const statuses = (await Promise.all(puts)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, ...Array<number>(11).fill(412)]);
  const patch = { params: { id: "one" }, body: { description: "same" } };
  const tag = await etagOf("get-action", patch);
  const patches = await Promise.all(
    Array.from({ length: 12 }, () => call("patch-action", { "if-match": tag }, patch)),
  );
  expect(patches.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(11).fill(412)]);
  const made = await Promise.all(
    Array.from({ length: 12 }, () =>
      call("put-entity", { "if-none-match": "*" }, { params: { collection: "users", id: "new" }, body: {} }),
    ),
  );
  expect(made.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(11).fill(412)]);
});

test("counts change the ETag for reads, and no write's precondition fails for them", async () => {
  await call("put-entity", {}, { ...entity, body: { name: "A" } });
  const before = await etagOf("get-entity", entity);
  await call("follow", {}, { params: { collection: "users", id: "bob" }, body: { user: "user:alice" } });
  expect(await etagOf("get-entity", entity)).not.toBe(before);
  expect((await call("put-entity", { "if-match": before }, { ...entity, body: { name: "B" } })).status).toBe(
    200,
  );
});

test("what has follows alone is shown, and not there for writers", async () => {
  await call("follow", {}, { params: { collection: "users", id: "bob" }, body: { user: "user:alice" } });
  const etag = await etagOf("get-entity", entity);
  expect(etag).not.toBe("");
  for (const ifMatch of [etag, "*"]) {
    expect((await call("put-entity", { "if-match": ifMatch }, { ...entity, body: {} })).status).toBe(412);
  }
  expect((await call("put-entity", { "if-none-match": "*" }, { ...entity, body: {} })).status).toBe(201);
  expect((await call("put-entity", { "if-match": "*" }, { ...entity, body: {} })).status).toBe(200);
});

test("a DELETE is answered again to its actor and services, and to nobody else, until its tombstone goes", async () => {
  await call("post-action", {}, { body: { id: "one", actor: "user:alice", verb: "said" } });
  const params = { id: "one" };
  const remove = async (who: string) => (await invoke("delete-action", { params, headers: as(who) })).status;
  expect(await remove("bob")).toBe(403);
  expect([
    await remove("alice"),
    await remove("alice"),
    await remove("service"),
    await remove("bob"),
  ]).toEqual([204, 204, 204, 404]);
  expect((await call("get-action", {}, { params })).status).toBe(404);
  expect((await call("patch-action", {}, { params, body: { description: "x" } })).status).toBe(404);
  // An action that went with one of its entities was deleted by nobody.
  await call("post-action", {}, { body: { id: "two", actor: "user:alice", verb: "said" } });
  await call("delete-entity", {}, entity);
  expect((await call("delete-action", {}, { params: { id: "two" } })).status).toBe(404);
});
