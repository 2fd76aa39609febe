import { describe, expect, test } from "vitest";
import { newAction } from "../../../lib/domain/action.ts";
import { type Attributes, entityKey } from "../../../lib/domain/entity.ts";
import { type Post, namesOf } from "../../../lib/domain/plans/post-names.ts";
import { entitiesOf, planPost } from "../../../lib/domain/plans/post.ts";
import { firstIdOf, repeated } from "../../../lib/domain/plans/repeat.ts";
import type { EntityReads } from "../../../lib/domain/plans/sent-attributes.ts";

const NOW = Date.parse("2026-01-01T00:00:00.000Z");
const ann = { model_type: "user", id: "ann" };
const crython = { model_type: "repository", id: "crython" };

const request = (more: object = {}, idempotencyKey?: string): Post => ({
  ...{ callerKey: "t", actor: ann, idempotencyKey },
  input: newAction.parse({ verb: "starred", ...more }),
});
const read = (attributes?: Attributes, incarnation = 0): EntityReads =>
  new Map([[entityKey(crython), { attributes, incarnation }]]);
const named = (name: string) => ({ target: { ...crython, name } });

const plan = (post: Post, ...reads: EntityReads[]) =>
  planPost(
    post,
    namesOf(post, () => "own"),
    reads.length === 0 ? [new Map()] : reads,
    NOW,
  );
const actionOf = (post: Post, ...reads: EntityReads[]) => {
  const made = plan(post, ...reads);
  if (made.kind === "invalid") throw made.error;
  return made.action;
};

describe("what a post is known by", () => {
  const names = (more: object, key?: string) => namesOf(request(more, key), () => "own");

  test("is an id of its own where the client says nothing", () => {
    expect(names({})).toMatchObject({ id: "own", isOwnId: true, reserve: undefined });
  });

  test("is the client's id", () => {
    expect(names({ id: "x" })).toMatchObject({ id: "x", isOwnId: false, reserve: undefined });
  });

  test("is its key, which then is the id", () => {
    expect(names({}, "key")).toMatchObject({
      id: expect.stringMatching(/^k\./) as string,
      ...{ isOwnId: false, reserve: undefined },
    });
  });

  test("is the id, and the key is reserved, where it has both", () => {
    const { id } = names({}, "key");
    expect(names({ id: "x" }, "key")).toMatchObject({ id: "x", reserve: id });
  });

  test("differs with anything that it says, and with who says it", () => {
    const others = [request(), request({ verb: "x" }), { ...request(), callerKey: "u" }];
    const prints = others.map((post) => namesOf(post, () => "own").fingerprint);
    expect(new Set(prints).size).toBe(3);
  });
});

describe("a post", () => {
  test("depends on its actor and on all that it names", () => {
    const post = request({ target: "repository:crython", action_object: "commit:1" });
    expect(entitiesOf(post)).toEqual([ann, { model_type: "commit", id: "1" }, crython]);
  });

  test("is one write where nothing else changes", () => {
    expect(plan(request()).kind).toBe("put");
    expect(plan(request(named("Crython")), read({ name: "Crython" })).kind).toBe("put");
  });

  test("takes its idempotency key in the same transaction", () => {
    const post = request({ id: "x" }, "key");
    const { reserve } = namesOf(post, () => "own");
    expect(plan(post)).toMatchObject({ kind: "transact", reserve, changes: [], beside: undefined });
  });

  test("stores attributes that are news with it, over those that are stored", () => {
    const read = { attributes: { name: "old", html_url: "https://a.example/" }, incarnation: 0 };
    expect(plan(request(named("new")), new Map([[entityKey(crython), read]]))).toMatchObject({
      kind: "transact",
      changes: [{ ref: crython, read, after: { name: "new", html_url: "https://a.example/" } }],
    });
  });

  test("joins the attributes of an entity that it names twice", () => {
    const post = request({
      ...named("Crython"),
      action_object: { ...crython, html_url: "https://a.example/" },
    });
    expect(plan(post)).toMatchObject({
      changes: [{ after: { name: "Crython", html_url: "https://a.example/" } }],
    });
  });

  test("keeps up to five recipients in the action, and more beside it", () => {
    const people = (count: number) => Array.from({ length: count }, (_none, at) => `user:${at}`);
    expect(plan(request({ to: people(5) })).kind).toBe("put");
    expect(actionOf(request({ to: people(5) })).body.to).toHaveLength(5);
    const many = plan(request({ to: people(6) }));
    expect(many).toMatchObject({ kind: "transact", action: { body: { to: undefined, to_many: true } } });
    expect("beside" in many && many.beside).toHaveLength(6);
  });

  test("is refused where its attributes and those that are stored are too much together", () => {
    const person = { model_type: "user", id: "ben" };
    const long = (letter: string) => `https://a.example/${letter.repeat(600)}`;
    const post = request({ target: { ...person, html_url: long("a") } });
    const stored = { attributes: { avatar_url: long("b") }, incarnation: 0 };
    const made = plan(post, new Map([[entityKey(person), stored]]));
    expect(made).toMatchObject({ kind: "invalid", error: { code: "invalid" } });
    expect("error" in made && made.error.errors).toMatchObject([{ path: "user:ben" }]);
  });

  test("that changes nothing is let pass, though what is stored fits no longer", () => {
    const kept = { name: "n".repeat(2000) };
    expect(plan(request({ target: crython }), read(kept)).kind).toBe("put");
  });

  test("shows what is stored of its entities, with what it sends", () => {
    const { body } = actionOf(request({ target: "repository:crython" }), read({ name: "Crython" }));
    expect(body.target).toEqual({ ...crython, name: "Crython" });
    expect(actionOf(request(named("new")), read({ name: "old" })).body.target).toMatchObject({ name: "new" });
  });

  test("belongs to the incarnations that were read last", () => {
    expect(actionOf(request({ target: crython }), read({}, 1), read({}, 2)).incarnations).toEqual({
      target: 2,
    });
    expect(actionOf(request({ target: crython }), read()).incarnations).toBeUndefined();
  });

  test("that is private has not been public yet", () => {
    expect(actionOf(request({ public: false })).first_public).toBe(0);
    expect(actionOf(request()).first_public).toBeUndefined();
  });

  test("notifies unless it says not, or tells of what was long ago", () => {
    const notify = (more: object) => actionOf(request(more)).body.notify;
    const old = "2025-12-31T22:59:59Z";
    expect([{}, { notify: false }, { timestamp: old }, { timestamp: old, notify: true }].map(notify)).toEqual(
      [undefined, false, false, undefined],
    );
  });
});

describe("a post that reads again", () => {
  test("leaves to others what they have written since", () => {
    const post = request(named("mine"));
    expect(plan(post, read({ name: "a" }), read({ name: "b" })).kind).toBe("put");
    expect(actionOf(post, read({ name: "a" }), read({ name: "b" })).body.target).toMatchObject({
      name: "mine",
    });
  });

  test("still writes what nobody else has written", () => {
    const post = request({ target: { ...crython, name: "mine", html_url: "https://a.example/" } });
    expect(plan(post, read({ name: "a" }), read({ name: "b" }))).toMatchObject({
      changes: [{ after: { name: "b", html_url: "https://a.example/" } }],
    });
  });

  test("remembers what was overtaken before the last read", () => {
    const post = request(named("mine"));
    expect(plan(post, read({ name: "a" }), read({ name: "b" }), read({ name: "b" })).kind).toBe("put");
  });

  test("writes all of it where the entity was deleted in between", () => {
    const post = request(named("mine"));
    const reads = [read({ name: "a" }), read({ name: "b" }), read(undefined, 1)];
    expect(plan(post, ...reads)).toMatchObject({ changes: [{ after: { name: "mine" } }] });
  });
});

describe("a repeat", () => {
  const first = actionOf(request({ id: "x" }));
  const conflict = (word: string) =>
    expect.objectContaining({ code: "conflict", message: expect.stringContaining(word) as string }) as Error;

  test("of an id or a key leads to the action of the first", () => {
    expect(firstIdOf({ kind: "action", action: first })).toBe("x");
    expect(firstIdOf({ kind: "idempotency", fingerprint: "f", actionId: "y" })).toBe("y");
  });

  test("of what was deleted is refused", () => {
    const gone = { kind: "tombstone", actor: undefined, condition: undefined } as const;
    expect(() => firstIdOf(gone)).toThrow(conflict("deleted"));
    expect(() => repeated({ kind: "action", action: first }, undefined, first.fingerprint)).toThrow(
      conflict("deleted"),
    );
  });

  test("that says the same is answered by the first", () => {
    expect(repeated({ kind: "action", action: first }, first, first.fingerprint)).toBe(first);
    expect(repeated({ kind: "idempotency", fingerprint: "f", actionId: "x" }, first, "f")).toBe(first);
  });

  test("that says something else is refused, by what its id or its key was used for", () => {
    expect(() => repeated({ kind: "action", action: first }, first, "other")).toThrow(conflict("another"));
    expect(() =>
      repeated({ kind: "idempotency", fingerprint: "f", actionId: "x" }, first, first.fingerprint),
    ).toThrow(conflict("another"));
  });
});
