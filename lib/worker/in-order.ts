const AT_ONCE = 32;

export interface Ordered<R> {
  /** A record's sequence number: decimal, of any length. */
  sequenceOf(record: R): string;
  groupOf(record: R): string;
  handle(records: readonly R[]): Promise<void>;
  isForGood(error: unknown): boolean;
  setAside(record: R, error: unknown): Promise<void>;
  report(records: readonly R[], error: unknown): void;
  hasTime(): boolean;
}

/**
 * Handles a batch: every group, even if another fails or a record is set aside, while there is time; the first
 * in any case, so that a repetition gets further. @returns the lowest sequence number that is not done, from
 * which it must be repeated; none: all are done
 */
export async function handleInOrder<R>(
  records: readonly R[],
  ordered: Ordered<R>,
): Promise<string | undefined> {
  const groups = [...Map.groupBy(records, ordered.groupOf).values()] as [R, ...R[]][];
  const [first] = groups;
  const open: string[] = [];
  const worker = async () => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      const mayBegin = group === first || ordered.hasTime();
      const from = mayBegin ? await handleGroup(group, ordered) : ordered.sequenceOf(group[0]);
      if (from !== undefined) open.push(from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return open.sort(bySequence)[0];
}

/** @returns the first of its sequence numbers that is not done */
async function handleGroup<R>(group: readonly [R, ...R[]], ordered: Ordered<R>): Promise<string | undefined> {
  const [first] = group;
  try {
    await ordered.handle(group);
    return undefined;
  } catch (error) {
    if (!ordered.isForGood(error)) return repeated(group, error, ordered);
    if (group.length === 1) return setAside(first, error, ordered);
  }
  // Handling each alone shows which is at fault.
  for (const record of group) {
    if (record !== first && !ordered.hasTime()) return ordered.sequenceOf(record);
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

export const bySequence = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : 1);
