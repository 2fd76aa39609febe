import type { Position, Walk } from "./position.ts";
import { compareUtf8 } from "./text.ts";

export async function* walkOf<T extends { readonly position: Position }>(
  items: readonly T[],
  { range: { low, high }, direction }: Walk,
): AsyncGenerator<T, void, undefined> {
  const sign = direction === "newer" ? 1 : -1;
  const within = ({ position }: T) =>
    (low === undefined || compareUtf8(position, low) >= 0) &&
    (high === undefined || compareUtf8(position, high) <= 0);
  yield* items.filter(within).toSorted((a, b) => sign * compareUtf8(a.position, b.position));
}
