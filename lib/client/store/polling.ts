/** A browser's document; elsewhere there is none, and every tab counts as visible. */
interface Tab {
  readonly hidden: boolean;
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/** After failures each wait is twice the one before, up to this many times `every`. */
const MOST_PATIENCE = 16;

/** Polls at once and then regularly, but not in a hidden tab. */
export function polling(every: number, poll: () => Promise<unknown>, isFailing: () => boolean) {
  const tab = (globalThis as { document?: Tab }).document;
  let [isOn, isAsking, patience] = [false, false, 1];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    if (!isOn || isAsking || tab?.hidden === true) return;
    isAsking = true;
    await poll();
    isAsking = false;
    patience = isFailing() ? Math.min(patience * 2, MOST_PATIENCE) : 1;
    // Jitter, so that tabs do not poll at the same moment.
    if (isOn) timer = setTimeout(looked, every * patience * (0.9 + Math.random() / 5));
  };
  const looked = () => void ask();

  return {
    start(): void {
      if (isOn) return;
      isOn = true;
      tab?.addEventListener("visibilitychange", looked);
      looked();
    },
    stop(): void {
      isOn = false;
      clearTimeout(timer);
      tab?.removeEventListener("visibilitychange", looked);
    },
  };
}
