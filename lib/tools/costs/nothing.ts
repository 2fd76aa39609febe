interface Keys {
  readonly Keys?: readonly unknown[];
  readonly ConsistentRead?: boolean;
}

/** As much of a read and its answer as shows what was absent. */
export interface Read {
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<Record<string, Keys>>;
}

export interface Answer {
  readonly Items?: readonly unknown[];
  readonly Responses?: Readonly<Record<string, readonly unknown[]>>;
  readonly UnprocessedKeys?: Readonly<Record<string, Keys>>;
}

const unit = (isConsistent = false): number => (isConsistent ? 1 : 0.5);

/** What DynamoDB Local does not report: an absent item of a batch or an empty query costs as the smallest. */
export function unitsOfNothing(
  kind: string,
  { ConsistentRead, RequestItems = {} }: Read,
  answer: Answer,
): number {
  if (kind === "Query") return answer.Items?.length === 0 ? unit(ConsistentRead) : 0;
  if (kind !== "BatchGet") return 0;
  return Object.entries(RequestItems).reduce((sum, [table, { Keys = [], ConsistentRead: isConsistent }]) => {
    const answered = answer.Responses?.[table]?.length ?? 0;
    const unprocessed = answer.UnprocessedKeys?.[table]?.Keys?.length ?? 0;
    return sum + unit(isConsistent) * (Keys.length - answered - unprocessed);
  }, 0);
}
