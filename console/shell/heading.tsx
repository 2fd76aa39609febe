import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** The heading of a page. It takes the focus from a page that came before it had one. */
export function Heading({ children, ...more }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement?.id === "main") heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 {...more} ref={heading} tabIndex={-1}>
      <bdi>{children}</bdi>
    </h1>
  );
}
