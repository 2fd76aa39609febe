import * as z from "zod";

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
 * Rules in the words of somebody who writes JSON. Loaded for its effect: schemas nested in schemas must speak alike.
 * A message given with a rule wins.
 */
z.config({
  customError: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    return issue.input === undefined ? "is required" : `must be ${NAMES[issue.expected] ?? issue.expected}`;
  },
});
