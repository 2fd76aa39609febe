import { hash } from "node:crypto";
import type { Coding } from "./coding.ts";

const LENGTH = 22; // 132 bits of base64url

/** The type is in it, because forms are different representations; a stored version begins it, for writes. */
export function etagOf(type: string, content: string, version?: string): string {
  const shown = hash("sha256", `${type}\n${content}`, "base64url").slice(0, LENGTH);
  return version === undefined ? `"${shown}"` : `"${version}.${shown}"`;
}

/** The ETag of a compressed answer: other bytes need another strong tag (RFC 9110, 8.8.3). */
export const codedEtag = (etag: string, coding: Coding | undefined): string =>
  coding === undefined ? etag : etag.replace(/"$/, `-${coding}"`);

/** Whether a list of tags, or `*`, names an ETag, compared weakly and whatever the compression (13.1.2). */
export const namesEtag = (list: string | undefined, etag: string): boolean =>
  list !== undefined &&
  list.split(",").some((item) => {
    const tag = item.trim().replace(/^W\//, "");
    return tag === "*" || tag === etag || tag.replace(/-(?:gzip|br)"$/, '"') === etag;
  });
