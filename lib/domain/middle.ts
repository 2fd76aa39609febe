/** The least surrogate, and the least code point above all of them: no text holds one by itself. */
const [SURROGATES, ABOVE_SURROGATES] = [0xd800, 0xe000];

/** A short text above `low` and at most `high`, as `compareUtf8` sorts them. `low` must be below `high`. */
export function middle(low: string, high: string): string {
  const [lows, highs] = [[...low], [...high]];
  const same = highs.findIndex((point, index) => point !== lows[index]);
  const [from, to] = [lows[same]?.codePointAt(0) ?? 0, highs[same]?.codePointAt(0) ?? 0];
  const half = Math.ceil((from + to) / 2);
  const point = half >= SURROGATES && half < ABOVE_SURROGATES ? ABOVE_SURROGATES : half;
  return highs.slice(0, same).join("") + String.fromCodePoint(point);
}
