import * as z from "zod/mini";
import { TributaryError } from "../domain/errors.ts";
import { eachAtMost } from "../domain/merge.ts";
import { asBatch, parsed } from "./parse.ts";
import { asTributaryError, problemOf } from "./problem.ts";
import { logger } from "../runtime/logger.ts";

export const BATCH_BYTES = 1024 * 1024;
const MOST = 100;
const SIZE_RULE = `must have 1 to ${MOST} items`;
const AT_ONCE = 10;

export const batchBody = <Name extends string>(name: Name) =>
  asBatch(
    z.strictObject({
      [name]: z.array(z.unknown()).check(z.minLength(1, SIZE_RULE), z.maxLength(MOST, SIZE_RULE)),
    } as Record<Name, z.ZodMiniArray<z.ZodMiniUnknown>>),
  );

interface Done {
  readonly status: number;
}

interface Work<Item, R extends Done> {
  group(item: Item): string | undefined;
  item(item: Item, index: number): Promise<R>;
  readonly deadline: number;
}

/** Milliseconds before the end after which nothing new begins, and after which nothing is awaited. */
const [LAST_BEGIN, LAST_WAIT] = [6000, 2000];

/** Does a batch's items, several at once; 503 without time left. @returns answers in order, or problems */
export async function doBatch<S extends z.ZodMiniType, R extends Done>(
  items: readonly unknown[],
  schema: S,
  work: Work<z.output<S>, R>,
): Promise<(R | Refused)[]> {
  const results: (R | Refused)[] = [];
  const attempt = async (index: number, todo: () => Promise<R> | R) => {
    try {
      results[index] = await todo();
    } catch (thrown) {
      const error = asTributaryError(thrown);
      if (error.code === "internal") logger.error(error.message, { index, error: thrown as Error });
      results[index] = refusal(error);
    }
  };
  const groups = new Map<string, (() => Promise<void>)[]>();
  for (const [index, item] of items.entries()) {
    const checked = schema.safeParse(item);
    const name = checked.success ? work.group(checked.data) : undefined;
    const step = () => attempt(index, () => work.item(parsed(schema, item), index));
    groups.set(name ?? `#${index}`, [...(groups.get(name ?? `#${index}`) ?? []), step]);
  }
  const isLate = () => Date.now() > work.deadline - LAST_BEGIN;
  const all = eachAtMost(AT_ONCE, [...groups.values()], async (steps) => {
    for (const step of steps) if (!isLate()) await step();
  });
  await Promise.race([all, until(work.deadline - LAST_WAIT)]);
  return items.map((_item, index) => results[index] ?? refusal(noTime()));
}

interface Refused {
  readonly status: number;
  readonly error: unknown;
}

function refusal(error: TributaryError): Refused {
  const problem = problemOf(error);
  return { status: problem.status, error: problem };
}

const noTime = (): TributaryError =>
  new TributaryError("unavailable", "There was no time left for this item; send it again.");

const until = (time: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, time - Date.now())).unref();
  });
