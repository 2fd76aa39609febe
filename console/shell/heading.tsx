import type { ComponentChildren } from "preact";

interface Props {
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** The heading of a page. */
export function Heading({ children, ...more }: Props) {
  return (
    <h1 {...more} tabIndex={-1}>
      <bdi>{children}</bdi>
    </h1>
  );
}
