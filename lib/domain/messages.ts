import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";

const NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a JSON object",
  record: "a JSON object",
};

/** For people who write JSON. A rule's own message wins; others get zod's English, which the mini lacks. */
z.config({
  ...en(),
  customError: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    return issue.input === undefined ? "is required" : `must be ${NAMES[issue.expected] ?? issue.expected}`;
  },
});
