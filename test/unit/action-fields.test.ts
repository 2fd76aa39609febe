import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { expect, test } from "vitest";
import type * as client from "../../lib/client/types.ts";
import {
  type ActionBody,
  type ActionPatch,
  type NewAction,
  type PresentedAction,
  type StoredAction,
  actionPatch,
  newAction,
  summary,
} from "../../lib/domain/action.ts";
import type { EntityInput, EntityRef } from "../../lib/domain/entity.ts";
import { changedAction, planPatch } from "../../lib/domain/plans/patch.ts";
import { planPost } from "../../lib/domain/plans/post.ts";
import { namesOf } from "../../lib/domain/plans/post-names.ts";
import { linksOf } from "../../lib/http/links.ts";
import { presentAction, presentEntity } from "../../lib/http/present.ts";
import { actionItem, parseAction } from "../../lib/store/actions/action-item.ts";
import { rowItem } from "../../lib/store/streams/rows.ts";
import { publicStreamPlace } from "../../lib/table/keys.ts";
import { wrongWith } from "../support/openapi.ts";

/**
 * An action with every field goes the whole way: sent, planned, stored, read, copied into a row, patched and
 * shown. The compiler asks each table below for a new field.
 */
type Each<T, Value> = { readonly [Field in keyof Required<T>]: Value };

const NOW = Date.parse("2026-01-01T00:00:00.000Z");
const links = linksOf("https://streams.example", "/actions");
const actor: EntityRef = { model_type: "user", id: "poster" };

/** What JSON makes of a value: it has no negative zero, for one. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
const text = fc.string({ unit: "grapheme", maxLength: 40 });
const line = word.map((some) => `Ün ${some}`);
const object = fc.dictionary(text, fc.jsonValue(), { maxKeys: 4 }).map(asJson);
/** Two parts are two entities: of one that came twice with other names, one would be kept. */
const entityAs = (part: string) => {
  const id = word.map((some) => `${part}-${some}`);
  const named = fc.record({ model_type: fc.constantFrom("repository", "site"), id, name: line });
  return fc.oneof(
    named,
    id.map((some) => `team:${some}`),
  );
};
const people = fc.uniqueArray(word, { maxLength: 9 }).map((ids) => ids.map((id) => `user:${id}`));
const time = fc.integer({ min: 0, max: NOW }).map((at) => new Date(at).toISOString());

const SENT: Each<NewAction, fc.Arbitrary<unknown>> = {
  id: word,
  actor: fc.constant("user:poster"),
  verb: line,
  action_object: entityAs("object"),
  target: entityAs("target"),
  public: fc.boolean(),
  description: text,
  timestamp: time,
  data: object,
  to: people,
  notify: fc.boolean(),
};
const PATCH: Each<ActionPatch, fc.Arbitrary<unknown>> = {
  public: fc.boolean(),
  description: fc.option(text),
  data: fc.option(object),
  to: fc.option(people),
};

const kept = (input: EntityInput | undefined) => input && { ...input.attributes, ...input.ref };
const shown = (input: EntityInput | undefined) =>
  input === undefined ? null : presentEntity(links, input.ref, input.attributes ?? {});
const INLINE = 5;

/** What is stored of each field. */
const KEPT: Each<ActionBody, (sent: NewAction) => unknown> = {
  actor: () => actor,
  verb: ({ verb }) => verb,
  action_object: ({ action_object }) => kept(action_object),
  target: ({ target }) => kept(target),
  public: ({ public: isPublic = true }) => isPublic,
  description: ({ description }) => description,
  data: ({ data }) => data,
  updated: () => undefined,
  to: ({ to = [] }) => (to.length > 0 && to.length <= INLINE ? to : undefined),
  to_many: ({ to = [] }) => (to.length > INLINE ? true : undefined),
  notify: ({ notify, timestamp = "9" }) =>
    (notify ?? timestamp >= "2025-12-31T23:00:00.000Z") ? undefined : false,
};

/** What is shown of each field, as the generated client knows it too. */
const SHOWN: Each<client.Action & PresentedAction, (sent: NewAction, action: StoredAction) => unknown> = {
  id: ({ id }) => id ?? "own",
  actor: () => presentEntity(links, actor, {}),
  verb: ({ verb }) => verb,
  action_object: ({ action_object }) => shown(action_object),
  target: ({ target }) => shown(target),
  public: ({ public: isPublic = true }) => isPublic,
  description: ({ description }) => description ?? null,
  timestamp: ({ timestamp }) => timestamp ?? new Date(NOW).toISOString(),
  data: ({ data }) => data ?? null,
  summary: (_sent, { body }) => summary(body),
  to: ({ to = [] }) => to.map((recipient) => presentEntity(links, recipient, {})),
};

/** What each field of a patch does to what was sent. */
const PATCHED: Each<ActionPatch, (patch: ActionPatch) => Partial<NewAction>> = {
  public: (patch) => ({ public: patch.public }),
  description: ({ description }) => ({ description: description ?? undefined }),
  data: ({ data }) => ({ data: data ?? undefined }),
  to: ({ to }) => ({ to: to ?? undefined }),
};

/** Any of the fields, and any value of each; `verb` is always there. */
const anyOf = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, requiredKeys: string[]) =>
  fc.record(fields, { requiredKeys: requiredKeys as never[] });

function posted(input: NewAction): StoredAction {
  const post = { callerKey: "t", actor, input };
  const plan = planPost(
    post,
    namesOf(post, () => "own"),
    [new Map()],
    NOW,
  );
  if (plan.kind === "invalid") throw plan.error;
  return plan.action;
}

/** An action as it comes out of the table again. */
const stored = (action: StoredAction): StoredAction =>
  parseAction(unmarshall(marshall(actionItem(action, NOW), { removeUndefinedValues: true })));

/** The body of an action in a row of a stream, where the row is small enough to hold it. */
function inRow(action: StoredAction): ActionBody {
  const { body } = rowItem(publicStreamPlace(0), action);
  return typeof body === "string" ? (JSON.parse(body) as ActionBody) : action.body;
}

function expectShown(action: StoredAction, sent: NewAction): void {
  const presented = asJson(presentAction(links, { ...action, body: inRow(action) }, sent.to ?? []));
  expect(wrongWith({ $ref: "#/components/schemas/Action" }, presented)).toBeUndefined();
  for (const [field, expected] of Object.entries(SHOWN))
    expect([field, presented[field as keyof PresentedAction]]).toEqual([
      field,
      asJson(expected(sent, action)),
    ]);
}

test("no field of an action is lost between being sent and being shown", () => {
  fc.assert(
    fc.property(anyOf(SENT, ["verb"]), (body) => {
      const sent = newAction.parse(body);
      const action = posted(sent);
      const read = stored(action);
      expect(read).toEqual(action);
      for (const [field, expected] of Object.entries(KEPT))
        expect([field, read.body[field as keyof ActionBody]]).toEqual([field, expected(sent)]);
      expectShown(read, sent);
    }),
    { numRuns: 60 },
  );
});

test("a patch changes its own fields and no other", () => {
  const anyPatch = anyOf(PATCH, []).filter((patch) => Object.keys(patch).length > 0);
  fc.assert(
    fc.property(anyOf(SENT, ["verb"]), anyPatch, (body, change) => {
      const sent = newAction.parse(body);
      const patch = actionPatch.parse(change);
      const before = stored(posted(sent));
      const { body: after } = planPatch(before, patch, sent.to ?? [], NOW);
      const changes = Object.entries(PATCHED).filter(([field]) => field in patch);
      const now = Object.assign({ ...sent }, ...changes.map(([, apply]) => apply(patch))) as NewAction;
      expectShown(stored(changedAction(before, after)), now);
    }),
    { numRuns: 40 },
  );
});
