/** What a page looked like when it was left, so that going back finds it so. */
export interface Left {
  readonly y: number;
  /** The row at the top of the window, and where it stood: what came above it meanwhile moves it. */
  readonly anchor: { readonly id: string; readonly top: number } | undefined;
  /** The row that had the focus. */
  readonly focused: string | undefined;
  /** How many rows were read of its list. */
  readonly rows: number;
  /** Rows that were unfolded. */
  readonly opened: readonly string[];
  /** The row below the line where the reader had left off before. */
  readonly leftOff: string | undefined;
}

const KEPT = "tributary-left";
/** Entries of the history that are remembered. */
const MOST = 50;
/** Pixels at the top of the window that the bar covers. */
export const BAR = 80;

const left = new Map<string, Left>(kept());
let current = keyOfEntry();
let arrived = left.get(current);

/** Rows of lists: they say what they are by `data-id`. */
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("main [data-id]")];

export const rowOf = (id: string): HTMLElement | undefined => rows().find((row) => row.dataset["id"] === id);

/** The page is about to be another: remembers how it is left. */
export function leave(): void {
  const top = rows().find((row) => row.getBoundingClientRect().bottom > BAR);
  const id = top?.dataset["id"];
  const list = document.querySelector<HTMLElement>("main [data-rows]");
  left.delete(current);
  left.set(current, {
    y: scrollY,
    // The top of a page stays its top, whatever came.
    anchor: scrollY > 0 && top && id !== undefined ? { id, top: top.getBoundingClientRect().top } : undefined,
    focused: document.activeElement?.closest<HTMLElement>("main [data-id]")?.dataset["id"],
    rows: Number(list?.dataset["rows"] ?? 0),
    opened: [...document.querySelectorAll<HTMLElement>("main [data-opens][aria-expanded=true]")].map(
      (button) => button.dataset["opens"] ?? "",
    ),
    leftOff: document.querySelector(".left-off")?.closest<HTMLElement>("[data-first]")?.dataset["first"],
  });
  for (const key of [...left.keys()].slice(0, -MOST)) left.delete(key);
}

/** Another entry of the history is shown: a new one, or one that was left before. */
export function arrive(): void {
  current = keyOfEntry();
  arrived = left.get(current);
}

/** How the page that is shown was left before; nothing of a new one. */
export const leftBefore = (): Left | undefined => arrived;

/** Whether a row was unfolded when the page was left. */
export const wasOpen = (id: string): boolean => arrived?.opened.includes(id) === true;

/** Keeps over a reload what is known of this tab's history, and leaves all scrolling to us. */
export function rememberHistory(): void {
  history.scrollRestoration = "manual";
  addEventListener("pagehide", () => {
    leave();
    // A reload is a new look at what is new.
    const now = left.get(current);
    if (now !== undefined) left.set(current, { ...now, leftOff: undefined });
    sessionStorage.setItem(KEPT, JSON.stringify([...left]));
  });
}

function keyOfEntry(): string {
  const { key } = (history.state ?? {}) as { key?: string };
  if (key !== undefined) return key;
  const made = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  history.replaceState({ key: made }, "");
  return made;
}

function kept(): [string, Left][] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as [string, Left][];
  } catch {
    return [];
  }
}
