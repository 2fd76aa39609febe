/** The headers that make a write conditional (RFC 9110, 13.1), as they were sent. */
export interface Preconditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

export const isConditional = ({ ifMatch, ifNoneMatch }: Preconditions): boolean =>
  ifMatch !== undefined || ifNoneMatch !== undefined;

export const conditionText = ({ ifMatch, ifNoneMatch }: Preconditions): string =>
  JSON.stringify([ifMatch ?? null, ifNoneMatch ?? null]);

/** Whether a write may happen at this version, with which a tag begins; `undefined`: nothing is there. */
export function holds({ ifMatch, ifNoneMatch }: Preconditions, version: string | undefined): boolean {
  if (ifMatch !== undefined) {
    if (version === undefined) return false;
    const isNamed = tagsOf(ifMatch)?.some(({ isWeak, text }) => !isWeak && versionIn(text) === version);
    if (!isAny(ifMatch) && isNamed !== true) return false;
  }
  if (ifNoneMatch === undefined) return true;
  if (isAny(ifNoneMatch)) return version === undefined;
  // What cannot be read cannot hold.
  return tagsOf(ifNoneMatch)?.every(({ text }) => versionIn(text) !== version) ?? false;
}

const isAny = (header: string): boolean => header.trim() === "*";

const versionIn = (text: string): string => text.split(".")[0] ?? "";

interface Tag {
  readonly isWeak: boolean;
  readonly text: string;
}

const TAG = /[ \t,]*(W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"[ \t]*(?=,|$)/y;

/** The entity tags of a list, or `undefined` if it is not a list. Empty members are skipped. */
function tagsOf(header: string): Tag[] | undefined {
  const tags: Tag[] = [];
  let end = header.length;
  // A pattern for this would start again at each place of a long run.
  while (end > 0 && " \t,".includes(header.charAt(end - 1))) end--;
  TAG.lastIndex = 0;
  while (TAG.lastIndex < end) {
    const found = TAG.exec(header);
    if (found === null) return undefined;
    tags.push({ isWeak: found[1] !== undefined, text: found[2] ?? "" });
  }
  return tags.length === 0 ? undefined : tags;
}
