import { FOCUSED } from "../mixes.ts";
import { type TextPlant, one } from "./text-plant.ts";

const LEASE = "lib/store/jobs/lease.ts";

/** Messages that are received twice. */
export const LEASE_TEXTS = {
  "lease-ignored": one("a receipt works on a message on which another works", FOCUSED.doubled, [
    LEASE,
    'throw new HeldError("another receipt of this message is at work");',
    "return { note: stored.note, isFirst: false };",
  ]),
  "done-ignored": {
    what: "a receipt works on a message on which another has ended well",
    focus: FOCUSED.doubled,
    patches: [
      {
        file: LEASE,
        from: "if (stored.taken_by !== turn.nonce || stored.is_done === true) return undefined;",
        to: `if (stored.taken_by !== turn.nonce) return undefined;
  if (stored.is_done === true) return { note: stored.note, isFirst: false };`,
      },
      {
        file: LEASE,
        from: 'ConditionExpression: "held_by = :me",\n    ExpressionAttributeValues: { ":true": true }',
        to: 'ConditionExpression: "held_by = :me OR is_done = :true",\n    ExpressionAttributeValues: { ":true": true }',
      },
    ],
  },
} satisfies Record<string, TextPlant>;
