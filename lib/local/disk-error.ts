/** What is wrong on disk and how to fix it, as a sentence without its end; `undefined` for other errors. */
export function diskError({ code }: NodeJS.ErrnoException, place: string): string | undefined {
  if (code === "ENOSPC" || code === "EDQUOT") return `There is no space left in ${place}: free some`;
  if (code === "EROFS") return `${place} is on a disk that can only be read: mount it writable`;
  if (code === "EACCES" || code === "EPERM")
    return `${place} may not be written by you: give yourself the right (chmod u+rwX "${place}")`;
  return undefined;
}
