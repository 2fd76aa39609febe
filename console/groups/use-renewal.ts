import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Renewal {
  /** The list of groups. */
  readonly list: RefObject<HTMLUListElement | null>;
  /** Reads the groups anew; the first then has the focus, and is in sight. */
  renew(): void;
}

/** How a list of groups is read anew when asked. `first` is its first page. */
export function useRenewal(first: unknown, again: () => void): Renewal {
  const list = useRef<HTMLUListElement>(null);
  const isRenewed = useRef(false);
  useEffect(() => {
    if (isRenewed.current) list.current?.querySelector<HTMLElement>(".group-open")?.focus();
    isRenewed.current = false;
  }, [first]);
  const renew = () => {
    isRenewed.current = true;
    again();
    scrollTo({ top: 0, behavior: "smooth" });
  };
  return { list, renew };
}
