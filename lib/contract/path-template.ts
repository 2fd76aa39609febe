type Params = Record<string, string>;

/** For this time a request with an ended key gets an explanation; then the key is unknown. */
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
