import { FOCUSED } from "../mixes.ts";
import { type TextPlant, one } from "./text-plant.ts";

/** The keys of entities that are spread, and what posts remember of them. */
export const SPREAD_TEXTS = {
  "key-unread": one("readers of an entity's stream forget its last key", FOCUSED.spread, [
    "lib/store/streams/streams.ts",
    "const keys = await keysToRead(table, named.entity);",
    "const keys = Math.max(1, (await keysToRead(table, named.entity)) - 1);",
  ]),
  "purge-one-key": one("a purge walks the first key alone", FOCUSED.spread, [
    "lib/store/jobs/remains.ts",
    "{ length: keys }",
    "{ length: 1 }",
  ]),
  "keys-at-once": {
    ...one("posts use a raise of keys at once", FOCUSED.forgotten, [
      "lib/store/entities/spread-entity.ts",
      "await table.nondeterminism.sleep(table.limits.keysUsedAfter);",
      "",
    ]),
    isRare: true,
  },
  "hasty-deletion": one(
    "the deletion of an entity that is spread is answered while posts remember it",
    FOCUSED.forgotten,
    ["lib/store/entities/delete-entity.ts", "await untilForgotten(table, stored);", ""],
  ),
} satisfies Record<string, TextPlant>;
