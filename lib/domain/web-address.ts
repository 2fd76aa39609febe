import * as z from "zod/mini";
import { addIssue } from "./issue.ts";

const LONGEST = 1000;

/** Characters that RFC 3986 allows unescaped in every part of an address; `more` in this part. */
const characters = (more: string): string => String.raw`(?:[\w\-.~!$&'()*+,;=${more}]|%[\dA-Fa-f]{2})`;
const [HOST, PATH, QUERY] = [characters(""), characters(":@/"), characters(":@/?")];
const ADDRESS = new RegExp(
  String.raw`^https?://(?:\[[\da-f:.]+\]|${HOST}+)(?::\d+)?/${PATH}*(?:\?${QUERY}*)?(?:#${QUERY}*)?$`,
);

/** In the URL standard's normal form. What RFC 3986 forbids (`|`) is refused, as strict readers do. */
export const webAddress = z.pipe(
  z.string(),
  z.transform((text: string, context): string => {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol))
      return addIssue(context, "must be an http or https URL");
    if (url.username !== "" || url.password !== "") return addIssue(context, "must not contain credentials");
    if (url.href.length > LONGEST) return addIssue(context, `must have at most ${LONGEST} characters`);
    return ADDRESS.test(url.href)
      ? url.href
      : addIssue(context, "must be percent-encoded, such as %7C for |");
  }),
);
