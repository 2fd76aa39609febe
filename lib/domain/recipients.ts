import * as z from "zod/mini";
import { type EntityRef, entityKey, entityRef } from "./entity.ts";
import { HOUR } from "./time.ts";

export interface Recipient extends EntityRef {
  /** When a patch added them, in milliseconds of the server's clock; absent: at the beginning. */
  readonly since?: number | undefined;
}

export const storedRecipients: z.ZodMiniType<readonly Recipient[]> = z.array(
  z.object({ model_type: z.string(), id: z.string(), since: z.optional(z.number()) }),
);

const MOST = 100;
/** This many are in the action itself, which every index copies; more have an item of their own. */
const INLINE = 5;
/** An action older than this when it is posted was imported, and notifies nobody. */
const FRESH = HOUR;

export const recipients = z.pipe(
  z.array(entityRef).check(z.maxLength(MOST, `must have at most ${MOST} references`)),
  z.transform((refs: EntityRef[]): Recipient[] => [
    ...new Map(refs.map((ref) => [entityKey(ref), ref])).values(),
  ]),
);

interface RecipientFields {
  readonly to: readonly Recipient[] | undefined;
  readonly to_many: true | undefined;
}

export const recipientFields = (to: readonly Recipient[]): RecipientFields => ({
  to: to.length > 0 && to.length <= INLINE ? to : undefined,
  to_many: to.length > INLINE ? true : undefined,
});

export function patchedRecipients(
  before: readonly Recipient[],
  after: readonly EntityRef[],
  now: number,
): readonly Recipient[] {
  const known = new Map(before.map((recipient) => [entityKey(recipient), recipient]));
  return after.map(
    ({ model_type, id }) => known.get(entityKey({ model_type, id })) ?? { model_type, id, since: now },
  );
}

/** Whether an action notifies if its sender does not say. */
export const notifiesByDefault = (time: string, now: number): boolean => Date.parse(time) >= now - FRESH;
