type Params = Record<string, string>;

/**
 * The parts of a decoded path by the names that a route's template (`/users/{id}`) gives them. A parameter is
 * one part, and never an empty one. `undefined` where the path is another route's.
 */
export function paramsOfPath(template: string, parts: readonly string[]): Params | undefined {
  const names = template.split("/");
  if (names.length !== parts.length) return undefined;
  const params: Params = {};
  for (const [index, name] of names.entries()) {
    const given = parts[index] ?? "";
    if (!name.startsWith("{")) {
      if (name !== given) return undefined;
    } else if (given === "") return undefined;
    else params[name.slice(1, -1)] = given;
  }
  return params;
}
