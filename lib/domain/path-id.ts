import { invalidField } from "./errors.ts";

/** What an HTTP API would read as a part of the address in a decoded path, and `~` itself. */
const SPECIAL = /[~/?#%\\]/g;

/** Every id of an action or a feed key: chosen by a client, or generated and then perhaps with a dot. */
export const OWN_ID = /^[A-Za-z0-9_.-]{1,64}$/;

export const ownId = ({ id = "" }: Readonly<Record<string, string>>): string | undefined =>
  OWN_ID.test(id) ? id : undefined;

export const WRITTEN = "/ is ~2F, ? is ~3F, # is ~23, % is ~25, \\ is ~5C, and the rest is percent-encoded";

/** An id as it stands in a path: escaped so that it survives a gateway's decoding, then percent-encoded. */
export const pathId = (id: string): string =>
  encodeURIComponent(id.replaceAll(SPECIAL, (char) => `~${char.charCodeAt(0).toString(16).toUpperCase()}`));

/** The id in a decoded path. @throws 400 where `~` escapes none of the six characters */
export const idOfPath = (part: string): string =>
  part.replaceAll(/~(7E|2F|3F|23|25|5C)?/g, (_whole, code: string | undefined) => {
    if (code === undefined) throw invalidField("id", `must write ~ as ~7E in a path: ${WRITTEN}`);
    return String.fromCharCode(Number.parseInt(code, 16));
  });

export const idsOfParams = (params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, name === "collection" ? value : idOfPath(value)]),
  );
