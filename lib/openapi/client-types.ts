import openapiTS, { astToString } from "openapi-typescript";
import { TYPES } from "../domain/types/registry.ts";

const HEAD = "/** Made from the API's description by `npm run openapi`: do not edit. */\n";
const WANTED = /^export interface (components|operations) /;

/** The source of `lib/client/api.ts`: the description's types, and each registered type's collection. */
export async function clientTypes(document: object): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(document), { emptyObjectsUnknown: true });
  const declarations = nodes.map((node) => astToString(node)).filter((text) => WANTED.test(text));
  const collections = Object.fromEntries(TYPES.map(({ name, collection }) => [name, collection]));
  return `${HEAD}export const COLLECTIONS: Readonly<Record<string, string>> = ${JSON.stringify(collections, undefined, 2)};\n\n${declarations.join("\n")}`;
}
