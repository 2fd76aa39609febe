export interface Target {
  readonly path: string;
  readonly query: string;
}

/**
 * As an HTTP API does: the path is decoded before routing (`%2F` begins a segment, `+` stays), the query is
 * not. `undefined` for a broken escape or bytes that are not UTF-8.
 */
export function readTarget(target: string): Target | undefined {
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? "";
  const at = target.indexOf("?", origin.length);
  const [raw, query] =
    at < 0 ? [target.slice(origin.length), ""] : [target.slice(origin.length, at), target.slice(at + 1)];
  try {
    const [path = ""] = decodeURIComponent(raw).split("?", 1);
    return { path: path === "" ? "/" : path, query };
  } catch {
    return undefined;
  }
}
