import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { isAction, parseAction } from "./action-item.ts";
import type { Changed } from "./deliver.ts";

/** The images of a record of the table's stream. */
export interface Images {
  readonly OldImage?: Record<string, unknown> | undefined;
  readonly NewImage?: Record<string, unknown> | undefined;
}

/**
 * Which action a record is about, or `undefined` where feeds need not know: it is no action's record, or the action
 * was private and still is.
 */
export function changedAction({ OldImage, NewImage }: Images): Changed | undefined {
  const [old, now] = [OldImage, NewImage].map((image) => {
    const item = image && unmarshall(image as Record<string, AttributeValue>);
    return isAction(item) ? parseAction(item) : undefined;
  });
  const action = now ?? old;
  return action !== undefined && (old?.body.public === true || now?.body.public === true) ? action : undefined;
}
