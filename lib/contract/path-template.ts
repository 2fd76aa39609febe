type Params = Record<string, string>;

/** The parameters of a decoded path, none of them empty; `undefined` where the template does not match. */
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
