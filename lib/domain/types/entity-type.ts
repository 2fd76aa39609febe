import * as z from "zod/mini";
import { nonBlank, optional, shortText } from "../text.ts";
import { webAddress } from "../web-address.ts";

export interface EntityType {
  readonly name: string;
  readonly collection: string;
  readonly attributes: z.ZodMiniObject;
  readonly shown: readonly string[];
  /** Whether the beginning of a name or an id finds it. */
  readonly findable: boolean;
  readonly notifications: boolean;
  displayName(attributes: Readonly<Record<string, unknown>>): string | undefined;
}

export const line = optional(nonBlank(255));
export const paragraph = optional(shortText(1000));
export const address = optional(webAddress);
export const count = optional(z.int().check(z.minimum(0)));

const common = { name: line, html_url: address };

interface Options {
  readonly hidden?: readonly string[];
  readonly findable?: boolean;
  readonly displayName?: EntityType["displayName"];
  readonly notifications?: boolean;
}

const nameOf: EntityType["displayName"] = ({ name }) => (typeof name === "string" ? name : undefined);

/** Describes a type. Every attribute is shown, except those in `hidden`. */
export function entityType(
  name: string,
  collection: string,
  attributes: z.core.$ZodShape,
  options: Options = {},
): EntityType {
  const schema = z.strictObject({ ...common, ...attributes });
  return {
    name,
    collection,
    attributes: schema,
    shown: Object.keys(schema.shape).filter((attribute) => !options.hidden?.includes(attribute)),
    findable: options.findable ?? true,
    notifications: options.notifications ?? false,
    displayName: options.displayName ?? nameOf,
  };
}
