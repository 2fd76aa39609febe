import { type ActionBody, type ActionPatch, type StoredAction, patched } from "../action.ts";
import { type Recipient, patchedRecipients } from "../recipients.ts";
import { isPublic } from "../visibility.ts";

export interface PatchPlan {
  readonly body: ActionBody;
  readonly to: readonly Recipient[] | undefined;
}

export function planPatch(
  action: StoredAction,
  patch: ActionPatch,
  told: readonly Recipient[],
  now: number,
): PatchPlan {
  const to = patch.to === undefined ? undefined : patchedRecipients(told, patch.to ?? [], now);
  return { body: patched(action.body, patch, now, to), to };
}

export const changedAction = (action: StoredAction, body: ActionBody): StoredAction => ({
  ...action,
  version: action.version + 1,
  first_public: firstPublic(action, body),
  body,
});

/** An action that was private at first notifies its recipients when it becomes public. */
const firstPublic = ({ first_public: before }: StoredAction, body: ActionBody): number | undefined =>
  before === 0 && isPublic({ body }) ? Date.parse(body.updated ?? "") : before;
