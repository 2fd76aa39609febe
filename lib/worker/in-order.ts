/** Groups done at once. */
const AT_ONCE = 8;

export interface Ordered<R> {
  /** A record's sequence number: decimal, of any length. */
  sequenceOf(record: R): string;
  /** Records of one group are handled together, in their order. */
  groupOf(record: R): string;
  /** Must allow repetition. */
  handle(records: readonly R[]): Promise<void>;
  /** Whether the error would come again with every repetition, because of the record's data. */
  isForGood(error: unknown): boolean;
  /** Keeps a record that can never succeed, so that it counts as done. */
  setAside(record: R, error: unknown): Promise<void>;
  /** Reports a temporary failure. */
  report(records: readonly R[], error: unknown): void;
  /** Whether there is time for another group. */
  hasTime(): boolean;
}

/**
 * Handles a batch of records: every group, even if another fails. A record that can never succeed is set
 * aside, so that it blocks nothing; when time runs out, groups that have not begun are left. @returns the
 * lowest sequence number that is not done, from which the batch must be repeated; none: all are done
 */
export async function handleInOrder<R>(
  records: readonly R[],
  ordered: Ordered<R>,
): Promise<string | undefined> {
  const groups = [...Map.groupBy(records, ordered.groupOf).values()] as [R, ...R[]][];
  const open: string[] = [];
  const worker = async () => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      const from = await handleGroup(group, ordered);
      if (from !== undefined) open.push(from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return open.sort(bySequence)[0];
}

/** @returns the first of its sequence numbers that is not done */
async function handleGroup<R>(group: readonly [R, ...R[]], ordered: Ordered<R>): Promise<string | undefined> {
  const [first] = group;
  if (!ordered.hasTime()) return ordered.sequenceOf(first);
  try {
    await ordered.handle(group);
    return undefined;
  } catch (error) {
    if (!ordered.isForGood(error)) return repeated(group, error, ordered);
    if (group.length === 1) return setAside(first, error, ordered);
  }
  // Handling each alone shows which is at fault.
  for (const record of group) {
    const from = await handleGroup([record], ordered);
    if (from !== undefined) return from;
  }
  return undefined;
}

async function setAside<R>(record: R, error: unknown, ordered: Ordered<R>): Promise<string | undefined> {
  try {
    await ordered.setAside(record, error);
    return undefined;
  } catch (another) {
    return repeated(
      [record],
      new AggregateError([error, another], "a record could not be set aside"),
      ordered,
    );
  }
}

function repeated<R>(group: readonly [R, ...R[]], error: unknown, ordered: Ordered<R>): string {
  ordered.report(group, error);
  return ordered.sequenceOf(group[0]);
}

/** The order of sequence numbers. */
export const bySequence = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : 1);
