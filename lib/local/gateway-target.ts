/** What a request asks for, as an HTTP API reads it. */
export interface Target {
  /** Decoded, and cut at a decoded `?`. */
  readonly path: string;
  /** As it was sent. */
  readonly query: string;
}

/**
 * Reads a request's target the way an HTTP API does: the path is decoded before anything is routed (`%2F`
 * begins another segment, `+` stays), the query is left as it is. `undefined` where an escape is broken or
 * the bytes are no UTF-8.
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
