import { useEffect } from "preact/hooks";
import { ARRIVED, isArriving } from "./arrival.ts";
import { BAR } from "./history.ts";

/**
 * Works at once, every so many milliseconds while the page is looked at, and as soon as somebody comes back
 * to it. Hidden tabs do nothing.
 */
export function usePoll(work: (signal: AbortSignal) => Promise<void>, every: number): void {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let busy = false;
    const look = async () => {
      if (busy || document.hidden) return;
      busy = true;
      // Who is interested in failures catches them; the next turn is the next attempt.
      await work(signal).catch(() => undefined);
      busy = false;
    };
    const onLook = () => void look();
    onLook();
    const timer = setInterval(onLook, every);
    document.addEventListener("visibilitychange", onLook, { signal });
    addEventListener("focus", onLook, { signal });
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [work, every]);
}

/**
 * Does it once somebody looks at the first row of the page's list: at once, when a hidden tab is shown, or
 * when they come up from the depth to which they came back.
 */
export function whenTopIsSeen(work: () => void): () => void {
  const controller = new AbortController();
  const look = () => {
    const top = document.querySelector("main [data-id]");
    if (document.hidden || isArriving() || (top !== null && top.getBoundingClientRect().bottom < BAR)) return;
    controller.abort();
    work();
  };
  document.addEventListener("visibilitychange", look, controller);
  for (const moved of ["scroll", ARRIVED]) addEventListener(moved, look, controller);
  look();
  return () => controller.abort();
}
