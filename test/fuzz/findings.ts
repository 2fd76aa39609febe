/** One thing that the fuzzer does not like. */
export interface Finding {
  readonly codes: readonly string[];
  readonly text: string;
}

/**
 * The findings of a run as schemathesis prints them: each begins with a numbered line and names what is wrong
 * by code.
 */
export function findingsIn(output: string): Finding[] {
  const [failures = ""] = output.split(/^=+ SUMMARY =+$/m);
  return failures
    .split(/^\d+\. Test Case ID: /m)
    .slice(1)
    .map((text) => ({ text, codes: [...text.matchAll(/^- (ST\d+) /gm)].map(([, code = ""]) => code) }));
}

/** How many findings the summary counts, by which the reading of the rest is checked. */
export const countIn = (output: string): number =>
  [...output.matchAll(/^ +\S+ ST\d+ [^:\n]*: (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
