import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";

/** What zod calls by the names of JavaScript, in the words of JSON. */
const NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a JSON object",
  record: "a JSON object",
};

/**
 * Rules in the words of somebody who writes JSON. Loaded for its effect: schemas nested in schemas must speak
 * alike. A message given with a rule wins. What is said nowhere else is said in zod's own English, which
 * `zod/mini` lacks.
 */
z.config({
  ...en(),
  customError: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    return issue.input === undefined ? "is required" : `must be ${NAMES[issue.expected] ?? issue.expected}`;
  },
});
