import * as z from "zod/mini";
import { eachAtMost } from "../domain/merge.ts";
import { asBatch, parsed } from "./parse.ts";
import { asTributaryError, problemOf } from "./problem.ts";
import { logger } from "./logger.ts";

/** The largest body of a batch. */
export const BATCH_BYTES = 1024 * 1024;
const MOST = 100;
const SIZE_RULE = `must have 1 to ${MOST} items`;
const AT_ONCE = 10;

/** The body of a batch, its items unchecked: each answers for itself. */
export const batchBody = <Name extends string>(name: Name) =>
  asBatch(
    z.strictObject({
      [name]: z.array(z.unknown()).check(z.minLength(1, SIZE_RULE), z.maxLength(MOST, SIZE_RULE)),
    } as Record<Name, z.ZodMiniArray<z.ZodMiniUnknown>>),
  );

interface Done {
  readonly status: number;
}

/**
 * Does every item of a batch, several at once; one bad item spoils no other. Items of the same `group` are done in
 * their order.
 * @returns in the order of the items what `work` answered, or the status and problem of what it threw
 */
export async function doBatch<S extends z.ZodMiniType, R extends Done>(
  items: readonly unknown[],
  schema: S,
  group: (item: z.output<S>) => string | undefined,
  work: (item: z.output<S>, index: number) => Promise<R>,
): Promise<(R | { status: number; error: unknown })[]> {
  const results: (R | { status: number; error: unknown })[] = [];
  const attempt = async (index: number, todo: () => Promise<R> | R) => {
    try {
      results[index] = await todo();
    } catch (thrown) {
      const error = asTributaryError(thrown);
      if (error.code === "internal") logger.error(error.message, { index, error: thrown as Error });
      results[index] = { status: problemOf(error).status, error: problemOf(error) };
    }
  };
  const groups = new Map<string, (() => Promise<void>)[]>();
  for (const [index, item] of items.entries()) {
    const checked = schema.safeParse(item);
    const name = checked.success ? group(checked.data) : undefined;
    const step = () => attempt(index, () => work(parsed(schema, item), index));
    groups.set(name ?? `#${index}`, [...(groups.get(name ?? `#${index}`) ?? []), step]);
  }
  await eachAtMost(AT_ONCE, [...groups.values()], async (steps) => {
    for (const step of steps) await step();
  });
  return results;
}
