import { useEffect, useRef } from "preact/hooks";
import { type Left, leftBefore, rowOf } from "./history.ts";

/** Milliseconds that a list may take to have its rows again, and that it may move after that. */
const PATIENCE = 10_000;
const SETTLING = 600;
/** The event of a reader who is where they left the page. */
export const ARRIVED = "tributary-arrived";

let arriving: AbortSignal | undefined;

/** Whether the reader is still being put where they left the page. */
export const isArriving = (): boolean => arriving?.aborted === false;

/** Puts the reader where a page begins, or, on the way back, where they left it. `name` names the page. */
export function useArrival(name: string, route: unknown): void {
  const former = useRef<string>(undefined);
  useEffect(() => {
    const isFirst = former.current === undefined;
    const isSame = former.current === name;
    former.current = name;
    const before = leftBefore();
    if (before !== undefined) return goBackTo(before, isSame);
    if (!isFirst && !isSame) {
      scrollTo(0, 0);
      focusHeading();
    }
    return undefined;
  }, [name, route]);
}

/** What was in focus is gone with the former page. A heading that comes later takes the focus from `main`. */
function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("main h1") ?? document.getElementById("main");
  heading?.focus({ preventScroll: true });
}

/** Scrolls whenever the page has grown, until it is as far as it was, or the reader moves. */
function goBackTo({ y, anchor, focused }: Left, isSame: boolean): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  arriving = signal;
  const stop = () => controller.abort();
  let isThere = false;
  const look = () => {
    const row = anchor === undefined ? undefined : rowOf(anchor.id);
    if (row === undefined || anchor === undefined) scrollTo(0, y);
    else scrollBy(0, row.getBoundingClientRect().top - anchor.top);
    const former = focused === undefined ? undefined : rowOf(focused);
    const has = row !== undefined || (anchor === undefined && Math.abs(scrollY - y) < 2);
    if (!has || isThere || (focused !== undefined && former === undefined)) return;
    isThere = true;
    const control = former?.matches("[tabindex]") ? former : former?.querySelector<HTMLElement>("button, a");
    control?.focus({ preventScroll: true });
    setTimeout(stop, SETTLING);
  };
  if (!isSame) focusHeading();
  const observer = new ResizeObserver(look);
  observer.observe(document.body);
  signal.addEventListener("abort", () => {
    observer.disconnect();
    dispatchEvent(new Event(ARRIVED));
  });
  for (const moved of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(moved, stop, { signal, passive: true });
  setTimeout(stop, PATIENCE);
  return stop;
}
