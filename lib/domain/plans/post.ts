import { type ActionBody, type StoredAction, newEntry, referencesOf } from "../action.ts";
import { type Attributes, type EntityRef, entityKey, snapshot } from "../entity.ts";
import type { TributaryError } from "../errors.ts";
import { roleIncarnations } from "../incarnation.ts";
import { type Recipient, recipientFields, notifiesByDefault } from "../recipients.ts";
import { toTimestamp } from "../time.ts";
import { isPublic } from "../visibility.ts";
import type { Whole } from "../whole.ts";
import type { Post, PostNames } from "./post-names.ts";
import { type Change, type Reads, mergeSent, newest } from "./sent-attributes.ts";

export type PostPlan =
  /** Its attributes do not fit (any more); it may still be the repeat of a request whose did. */
  | { readonly kind: "invalid"; readonly error: TributaryError }
  | { readonly kind: "put"; readonly action: StoredAction }
  | {
      readonly kind: "transact";
      readonly action: StoredAction;
      readonly reserve: string | undefined;
      readonly changes: readonly Change[];
      /** Recipients that are stored beside the action, not in it. */
      readonly beside: readonly Recipient[] | undefined;
    };

export const entitiesOf = ({ actor, input }: Post): readonly EntityRef[] => [
  actor,
  ...referencesOf(input).map(([, { ref }]) => ref),
];

export function planPost(post: Post, names: PostNames, reads: Reads, now: number): PostPlan {
  const { known, changes, invalid } = mergeSent(post.input, reads);
  if (invalid !== undefined) return { kind: "invalid", error: invalid };
  const time = post.input.timestamp ?? toTimestamp(now);
  const body = bodyOf(post, known, post.input.notify ?? notifiesByDefault(time, now));
  const incarnations = new Map(
    [...newest(reads)].map(([key, { incarnation }]) => [key, incarnation] as const),
  );
  const action = {
    ...newEntry(names.id, time, body),
    // Nobody is told of a private action when it is stored.
    ...(isPublic({ body }) ? {} : { first_public: 0 }),
    fingerprint: names.fingerprint,
    incarnations: roleIncarnations(body, incarnations),
    stored: now,
  };
  const { reserve } = names;
  const beside = body.to_many === true ? post.input.to : undefined;
  return reserve === undefined && changes.length === 0 && beside === undefined
    ? { kind: "put", action }
    : { kind: "transact", action, reserve, changes, beside };
}

function bodyOf({ actor, input }: Post, known: ReadonlyMap<string, Attributes>, notify: boolean): ActionBody {
  const shown = (ref: EntityRef) => snapshot(ref, known.get(entityKey(ref)) ?? {});
  return {
    actor: shown(actor),
    verb: input.verb,
    action_object: input.action_object && shown(input.action_object.ref),
    target: input.target && shown(input.target.ref),
    public: input.public ?? true,
    description: input.description,
    data: input.data,
    updated: undefined,
    ...recipientFields(input.to ?? []),
    notify: notify ? undefined : false,
  } satisfies Whole<ActionBody>;
}
