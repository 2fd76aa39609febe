import type { ContextDefinition } from "jsonld";
import { type Kind, PROPERTIES, TYPES } from "./as2-terms.ts";

const AS = "https://www.w3.org/ns/activitystreams";

const typed: Readonly<Record<Kind, string | undefined>> = {
  things: "@id",
  address: "@id",
  date: "xsd:dateTime",
  text: undefined,
  texts: undefined,
  number: undefined,
  any: undefined,
};

/** What the vocabulary's context says of a property. */
function term(name: string, kind: Kind): object | string {
  if (name === "orderedItems") return { "@id": "as:items", "@type": "@id", "@container": "@list" };
  if (kind === "texts") return { "@id": `as:${name.replace("Map", "")}`, "@container": "@language" };
  const type = typed[kind];
  return type === undefined ? `as:${name}` : { "@id": `as:${name}`, "@type": type };
}

/** The JSON-LD context of the W3C Activity Vocabulary, by its rules: nothing is fetched. */
const CONTEXT: ContextDefinition = {
  "@vocab": "_:",
  as: `${AS}#`,
  xsd: "http://www.w3.org/2001/XMLSchema#",
  ...Object.fromEntries([...TYPES].map((name) => [name, `as:${name}`])),
  ...Object.fromEntries([...PROPERTIES].map(([name, kind]) => [name, term(name, kind)])),
  id: "@id",
  type: "@type",
};

/** Knows one context alone. @throws for every other address */
export async function loadContext(url: string) {
  if (url !== AS) throw new Error(`${url} is not fetched`);
  return { documentUrl: url, document: { "@context": CONTEXT } };
}
