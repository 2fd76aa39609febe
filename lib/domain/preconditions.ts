/** The headers under which a write is to happen only, as they were sent (RFC 9110, 13.1). */
export interface Preconditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Whether there are any. */
export const isConditional = ({ ifMatch, ifNoneMatch }: Preconditions): boolean =>
  ifMatch !== undefined || ifNoneMatch !== undefined;

/** What tells the same conditional request when it comes again. */
export const conditionText = ({ ifMatch, ifNoneMatch }: Preconditions): string =>
  JSON.stringify([ifMatch ?? null, ifNoneMatch ?? null]);

/**
 * Whether a write may happen to what is there in this version; `undefined`: nothing is there. Tags begin with
 * the version, up to a dot: what follows names what was shown, and is no matter of writes.
 */
export function holds({ ifMatch, ifNoneMatch }: Preconditions, version: string | undefined): boolean {
  if (ifMatch !== undefined) {
    if (version === undefined) return false;
    const isNamed = tagsOf(ifMatch)?.some(({ isWeak, text }) => !isWeak && versionIn(text) === version);
    if (!isAny(ifMatch) && isNamed !== true) return false;
  }
  if (ifNoneMatch === undefined) return true;
  if (isAny(ifNoneMatch)) return version === undefined;
  // What cannot be read cannot be said to hold.
  return tagsOf(ifNoneMatch)?.every(({ text }) => versionIn(text) !== version) ?? false;
}

const isAny = (header: string): boolean => header.trim() === "*";

const versionIn = (text: string): string => text.split(".")[0] ?? "";

interface Tag {
  readonly isWeak: boolean;
  readonly text: string;
}

const TAG = /[ \t,]*(W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"[ \t]*(?=,|$)/y;

/** The entity tags of a list, or `undefined` where it is none. Empty members are passed over. */
function tagsOf(header: string): Tag[] | undefined {
  const tags: Tag[] = [];
  let end = header.length;
  // A pattern for this would look again from each place of a long run.
  while (end > 0 && " \t,".includes(header.charAt(end - 1))) end--;
  TAG.lastIndex = 0;
  while (TAG.lastIndex < end) {
    const found = TAG.exec(header);
    if (found === null) return undefined;
    tags.push({ isWeak: found[1] !== undefined, text: found[2] ?? "" });
  }
  return tags.length === 0 ? undefined : tags;
}
