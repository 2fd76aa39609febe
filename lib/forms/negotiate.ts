import Negotiator from "negotiator";

export const FORMS = {
  as2: "application/activity+json",
  atom: "application/atom+xml; charset=utf-8",
  jsonfeed: "application/feed+json",
  rss: "application/rss+xml; charset=utf-8",
} as const;

export type FormName = keyof typeof FORMS;

const NAMES = Object.keys(FORMS) as FormName[];

/** It has a value of `format` of its own, since `Accept` alone asks for a page. */
export const COLLECTION = "as2-collection";

export const FORMATS = [...NAMES, COLLECTION] as const;

export type Format = (typeof FORMATS)[number];

const MEDIA_TYPES = new Map<string, FormName | "json">([
  ["application/json", "json"],
  ...NAMES.map((name) => [bare(FORMS[name]), name] as const),
]);

const AS2_PROFILE = "https://www.w3.org/ns/activitystreams";

/** The form to answer in: `format` wins over `Accept`. JSON, where that is unknown or malformed. */
export function chooseForm(format: Format | undefined, accept: string | undefined): Format | "json" {
  if (format !== undefined) return format;
  if (accept === undefined) return "json";
  const headers = { accept: accept.split(",").map(simplified).join(",") };
  const best = new Negotiator({ headers }).mediaType([...MEDIA_TYPES.keys()]);
  return MEDIA_TYPES.get(best ?? "") ?? "json";
}

/** A media range without parameters but its weight; JSON-LD's `profile` makes it another name of AS2. */
function simplified(range: string): string {
  const parameters = range.split(";").slice(1);
  const type = bare(range).toLowerCase();
  return `${type === "application/ld+json" && parameters.some(namesAs2) ? FORMS.as2 : type};q=${weightOf(parameters)}`;
}

/** RFC 9110, 12.4.2. A malformed weight counts as zero. */
function weightOf(parameters: readonly string[]): string {
  const given = parameters.find((parameter) => /^\s*q\s*=/i.test(parameter));
  if (given === undefined) return "1";
  return /=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/.exec(given)?.[1] ?? "0";
}

function namesAs2(parameter: string): boolean {
  const [name, value] = parameter.split("=", 2).map((word) => word.trim());
  return (
    name?.toLowerCase() === "profile" &&
    value !== undefined &&
    value.replaceAll('"', "").split(/\s+/).includes(AS2_PROFILE)
  );
}

function bare(type: string): string {
  return type.split(";", 1).join().trim();
}
