import * as z from "zod";
import { INTRANSITIVE, type Kind, PROPERTIES, TYPES } from "./as2-terms.ts";

const VOCABULARY = "https://www.w3.org/ns/activitystreams";
// Date.parse takes 30 February for 2 March; an xsd:dateTime has seconds, an offset is optional.
const DATE_TIME = z.iso.datetime({ offset: true, local: true }).regex(/T\d\d:\d\d:\d\d/);

type Json = Readonly<Record<string, unknown>>;

/**
 * What makes a document no page of an ordered collection by the W3C Activity Vocabulary; none, where all is
 * well.
 */
export function problemsOf(page: unknown): string[] {
  if (!isObject(page)) return ["the page is no JSON object"];
  const contexts = list(page["@context"]);
  const terms = new Set(contexts.filter(isObject).flatMap((context) => Object.keys(context)));
  const things = (name: string) => (isAddress(page[name]) ? [] : [`${name}: is no address`]);
  return [
    ...(contexts.includes(VOCABULARY) ? [] : ["@context: lacks the vocabulary"]),
    ...(page["type"] === "OrderedCollectionPage" ? [] : ["type: is not OrderedCollectionPage"]),
    ...["id", "partOf"].flatMap(things),
    ...["next", "prev"].flatMap((name) => (name in page ? things(name) : [])),
    ...(Array.isArray(page["orderedItems"]) ? [] : ["orderedItems: is no list"]),
    ...problemsOfObject(page, "", terms),
  ];
}

function problemsOfObject(object: Json, path: string, terms: ReadonlySet<string>): string[] {
  const types = list(object["type"]);
  const has = (...names: string[]) => names.some((name) => types.includes(name));
  return [
    ...types
      .filter((type) => !isKnown(type, TYPES, terms))
      .map((type) => `${path}type: ${JSON.stringify(type)} is unknown`),
    ...("object" in object && types.some((type) => INTRANSITIVE.has(String(type)))
      ? [`${path}object: is not for ${types}`]
      : []),
    ...("items" in object && has("OrderedCollection", "OrderedCollectionPage")
      ? [`${path}items: are not ordered`]
      : []),
    ...("orderedItems" in object && has("Collection", "CollectionPage")
      ? [`${path}orderedItems: are ordered`]
      : []),
    ...Object.entries(object).flatMap(([name, value]) =>
      problemsOfProperty(name, value, `${path}${name}`, terms),
    ),
  ];
}

function problemsOfProperty(
  name: string,
  value: unknown,
  path: string,
  terms: ReadonlySet<string>,
): string[] {
  const kind = PROPERTIES.get(name);
  if (name === "@context") return [];
  if (kind === undefined) return isKnown(name, new Set(), terms) ? [] : [`${path}: is unknown`];
  if (kind !== "things") return HOLDS[kind](value) ? [] : [`${path}: ${JSON.stringify(value)} is no ${kind}`];
  return list(value).flatMap((thing, index) => {
    const place = Array.isArray(value) ? `${path}.${index}` : path;
    if (isObject(thing)) return problemsOfObject(thing, `${place}.`, terms);
    return isAddress(thing) ? [] : [`${place}: ${JSON.stringify(thing)} is neither object nor address`];
  });
}

const HOLDS: Readonly<Record<Exclude<Kind, "things">, (value: unknown) => boolean>> = {
  address: (value) => isAddress(value),
  date: (value) => DATE_TIME.safeParse(value).success,
  text: (value) => typeof value === "string",
  texts: (value) => isObject(value) && Object.values(value).every((text) => typeof text === "string"),
  number: (value) => typeof value === "number",
  any: () => true,
};

/**
 * A name of the vocabulary, a term of the page's own context, a name with a prefix from there, or an address.
 */
function isKnown(name: unknown, vocabulary: ReadonlySet<string>, terms: ReadonlySet<string>): boolean {
  if (typeof name !== "string" || name.startsWith("@")) return false;
  return (
    vocabulary.has(name) ||
    terms.has(name) ||
    terms.has(name.split(":", 1).join()) ||
    /^https?:\/\//.test(name)
  );
}

const isAddress = (value: unknown): boolean =>
  typeof value === "string" && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value);
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());
