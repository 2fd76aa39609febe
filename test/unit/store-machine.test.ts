import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ReadOptions } from "../../lib/client/send.ts";
import { type Machine, machine } from "../../lib/client/store/machine.ts";
import { type ListState, NOTHING, type StoreOptions } from "../../lib/client/store/state.ts";

type State = ListState<string> & { readonly count: number };

const made = (options: StoreOptions = {}, poll: () => Promise<unknown> = () => Promise.resolve()) =>
  machine<State>({ ...NOTHING, count: 0 }, options, poll);

/** Answers when it is told to. */
function later() {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const asked: ReadOptions[] = [];
  const ask = async (options: ReadOptions) => {
    asked.push(options);
    const count = await promise;
    return () => ({ count });
  };
  return { ask, asked, answer: resolve, fail: reject };
}

const at = (count: number) => () => Promise.resolve(() => ({ count }));
const tagged = (count: number, etag: string) => (options: ReadOptions) => {
  options.onResponse?.({ status: 200, headers: new Headers({ etag }) });
  return at(count)();
};
const failing = (error: unknown) => () => Promise.reject<() => Partial<State>>(error as Error);
const countOf = (one: Machine<State>) => one.snapshot().count;

describe("what is asked", () => {
  test("is read one after another, and is busy until the last is there", async () => {
    const [store, first] = [made(), later()];
    const [one, two] = [store.read(first.ask), store.read(at(2))];
    await vi.waitFor(() => expect(first.asked).toHaveLength(1));
    expect(store.snapshot()).toMatchObject({ busy: true, count: 0 });
    first.answer(1);
    expect(await Promise.all([one, two])).toEqual([true, true]);
    expect(store.snapshot()).toMatchObject({ busy: false, count: 2 });
  });

  test("is asked again when a write was answered meanwhile: its answer may be from before", async () => {
    const [store, slow] = [made(), later()];
    let answers = 0;
    const reading = store.read(async (options) => (answers++ === 0 ? slow.ask(options) : at(7)()));
    await vi.waitFor(() => expect(slow.asked).toHaveLength(1));
    await store.write(at(0));
    slow.answer(12);
    await reading;
    expect([answers, countOf(store)]).toEqual([2, 7]);
  });

  test("is asked again after a write that failed, which may have arrived", async () => {
    const [store, slow] = [made(), later()];
    let answers = 0;
    const reading = store.read(async (options) => (answers++ === 0 ? slow.ask(options) : at(7)()));
    await vi.waitFor(() => expect(slow.asked).toHaveLength(1));
    expect(await store.write(failing(new TypeError("away")))).toBe(false);
    slow.answer(12);
    await reading;
    expect([answers, countOf(store)]).toEqual([2, 7]);
  });

  test("fails into the state, which a success clears, and hinders nothing that comes after", async () => {
    const [store, error] = [made(), new Error("away")];
    expect(await store.read(failing(error))).toBe(false);
    expect(store.snapshot()).toMatchObject({ error, busy: false });
    expect(await store.read(at(1))).toBe(true);
    expect(store.snapshot().error).toBeUndefined();
  });

  test("goes on after a listener that throws", async () => {
    const [store, heard, error] = [made(), vi.fn(), vi.spyOn(console, "error").mockReturnValue()];
    store.subscribe(() => {
      throw new Error("shown badly");
    });
    store.subscribe(heard);
    expect(await store.read(at(1))).toBe(true);
    expect(store.snapshot()).toMatchObject({ count: 1, busy: false });
    expect([heard, error].map(({ mock }) => mock.calls.length)).toEqual([2, 2]);
    error.mockRestore();
  });
});

describe("a poll", () => {
  test("asks on condition of what is held, and nothing changes where nothing has", async () => {
    const [store, conditions] = [made(), [] as unknown[]];
    const poll = (options: ReadOptions) => {
      conditions.push(options.ifNoneMatch);
      return options.ifNoneMatch === undefined ? tagged(1, '"a"')(options) : failing({ status: 304 })();
    };
    await store.read(poll, "counts");
    const before = store.snapshot();
    expect(await store.read(poll, "counts")).toBe(true);
    expect(store.snapshot()).toBe(before);
    await store.read(poll, "page");
    await store.write(at(5));
    await store.read(poll, "page");
    expect(conditions).toEqual([undefined, '"a"', undefined, undefined]);
  });

  test("is not busy, and gives way to what people ask for without an error", async () => {
    const store = made();
    const hanging = ({ signal }: ReadOptions) =>
      new Promise<() => Partial<State>>((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason as Error)),
      );
    const poll = store.read(hanging, "counts");
    await Promise.resolve();
    expect(store.snapshot().busy).toBe(false);
    expect(await store.read(at(3))).toBe(true);
    expect(await poll).toBe(false);
    expect(store.snapshot()).toMatchObject({ count: 3, error: undefined, busy: false });
  });
});

describe("who listens", () => {
  test("hears of each change until they stop, and finds the same state until then", async () => {
    const [store, heard] = [made(), vi.fn()];
    const [stop, stopTwin] = [store.subscribe(heard), store.subscribe(heard)];
    stopTwin();
    await store.read(at(1));
    expect(heard).toHaveBeenCalledTimes(2); // busy, and the answer
    const before = store.snapshot();
    await store.write(() => Promise.resolve(() => ({})));
    expect(store.snapshot()).toEqual(before);
    stop();
    await store.read(at(2));
    expect(heard).toHaveBeenCalledTimes(4);
  });

  test("hears nothing any more of a store that has ended", async () => {
    const controller = new AbortController();
    const [store, slow, heard] = [made({ signal: controller.signal }), later(), vi.fn()];
    const reading = store.read(slow.ask);
    await vi.waitFor(() => expect(slow.asked).toHaveLength(1));
    store.subscribe(heard);
    controller.abort();
    expect(slow.asked[0]?.signal?.aborted).toBe(true);
    slow.fail(new Error("aborted"));
    expect(await reading).toBe(false);
    expect(await store.read(at(1))).toBe(false);
    expect(await store.write(at(1))).toBe(false);
    expect(heard).not.toHaveBeenCalled();
  });
});

describe("while somebody is subscribed", () => {
  const tab = Object.assign(new EventTarget(), { hidden: false });
  const turn = (hidden: boolean) => {
    tab.hidden = hidden;
    tab.dispatchEvent(new Event("visibilitychange"));
  };
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("document", tab);
    vi.spyOn(Math, "random").mockReturnValue(0.5);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    tab.hidden = false;
  });

  function polled(options: StoreOptions = {}) {
    let fails = false;
    const poll = vi.fn(() => store.read(fails ? failing(new TypeError("away")) : at(1), "counts"));
    const store: Machine<State> = made({ every: 1000, ...options }, poll);
    return { store, poll, breaks: (isBroken: boolean) => void (fails = isBroken) };
  }

  test("it polls at once and every so often, and for nobody not at all", async () => {
    const { store, poll } = polled();
    await vi.advanceTimersByTimeAsync(5000);
    expect(poll).toHaveBeenCalledTimes(0);
    const stops = [store.subscribe(() => undefined), store.subscribe(() => undefined)];
    await vi.advanceTimersByTimeAsync(2500);
    expect(poll).toHaveBeenCalledTimes(3);
    for (const stop of stops) stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(poll).toHaveBeenCalledTimes(3);
    // As frameworks do: away and back in a moment.
    store.subscribe(() => undefined)();
    store.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(2500);
    expect(poll).toHaveBeenCalledTimes(6);
  });

  test("it does not in a hidden tab, and does at once in one that is seen again", async () => {
    const { store, poll } = polled();
    store.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(100);
    turn(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(poll).toHaveBeenCalledTimes(1);
    turn(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(poll).toHaveBeenCalledTimes(2);
  });

  test("it waits longer and longer while it fails, and is quick again afterwards", async () => {
    const { store, poll, breaks } = polled();
    breaks(true);
    store.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(6500);
    expect(poll).toHaveBeenCalledTimes(3); // at 0, 2 and 6 s
    breaks(false);
    await vi.advanceTimersByTimeAsync(8000 + 1000);
    expect(poll).toHaveBeenCalledTimes(5);
  });

  test("it stops when the store ends", async () => {
    const controller = new AbortController();
    const { store, poll } = polled({ signal: controller.signal });
    store.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(100);
    controller.abort();
    await vi.advanceTimersByTimeAsync(5000);
    expect(poll).toHaveBeenCalledTimes(1);
  });
});
