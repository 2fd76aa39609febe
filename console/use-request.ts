import { type Inputs, useCallback, useEffect, useState } from "preact/hooks";

export interface Answered<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly again: () => void;
}

/**
 * Asks when it is first shown, whenever `inputs` change, and `again` on demand; an answer that comes too late
 * is dropped.
 */
export function useRequest<T>(request: (signal: AbortSignal) => Promise<T>, inputs: Inputs): Answered<T> {
  const [answer, setAnswer] = useState<{ value?: T; error?: unknown }>({});
  const [count, setCount] = useState(0);
  useEffect(() => setAnswer({}), inputs);
  useEffect(() => {
    const controller = new AbortController();
    const unlessLate = (next: { value?: T; error?: unknown }) => controller.signal.aborted || setAnswer(next);
    request(controller.signal).then(
      (value) => unlessLate({ value }),
      (error: unknown) => unlessLate({ error }),
    );
    return () => controller.abort();
  }, [...inputs, count]);
  const again = useCallback(() => setCount((now) => now + 1), []);
  return { value: answer.value, error: answer.error, again };
}
