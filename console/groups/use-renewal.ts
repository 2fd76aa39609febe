import type { RefObject } from "preact";
import { useRef } from "preact/hooks";

interface Renewal {
  /** The list of groups. */
  readonly list: RefObject<HTMLUListElement | null>;
  /** Reads the groups anew; the first then has the focus, and is in sight. */
  renew(): void;
}

/** How a list of groups is read anew when asked. */
export function useRenewal(refresh: () => Promise<boolean>): Renewal {
  const list = useRef<HTMLUListElement>(null);
  const renew = async () => {
    scrollTo({ top: 0, behavior: "smooth" });
    if (!(await refresh())) return;
    // Once they are drawn.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(".group-open")?.focus());
  };
  return { list, renew: () => void renew() };
}
