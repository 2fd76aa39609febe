import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";

/** This many are in the action itself, which every index copies; more have an item of their own. */
const NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a JSON object",
  record: "a JSON object",
};

/** An action older than this when it is posted was imported, and notifies nobody. */
z.config({
  ...en(),
  customError: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    return issue.input === undefined ? "is required" : `must be ${NAMES[issue.expected] ?? issue.expected}`;
  },
});
