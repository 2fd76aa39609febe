/** Only `prefix`, `exists`, equality: docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
export function passes(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((rule) => obeys(rule, event));
  if (typeof pattern !== "object" || pattern === null)
    throw new Error("a filter's leaves are lists of rules");
  return Object.entries(pattern).every(([name, inner]) =>
    passes(inner, (event as Record<string, unknown> | undefined)?.[name]),
  );
}

function obeys(rule: unknown, value: unknown): boolean {
  if (typeof rule !== "object" || rule === null) return rule === value;
  const { prefix, exists, ...others } = rule as { prefix?: string; exists?: boolean };
  if (exists !== undefined && prefix === undefined) return (value !== undefined) === exists;
  if (prefix === undefined || Object.keys(others).length > 0) {
    throw new Error(
      `The local run does not know the filter rule ${JSON.stringify(rule)}; teach it in lib/local/filter.ts.`,
    );
  }
  return typeof value === "string" && value.startsWith(prefix);
}
