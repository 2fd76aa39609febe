import { PREFIX } from "../../../../lib/contract/table.ts";
import type { Plant } from "../plants.ts";
import { between, partitionOf } from "./between.ts";
import { trustingEdges } from "./deliveries.ts";

/** Switches between pushing and pulling. */
export const CELEBRITIES = {
  "half-switch": {
    what: "a switch to pulling ends when one follower has been told",
    isRare: true,
    table: (table, { name }) =>
      name !== "pull"
        ? table
        : between(table, async (command, send) => {
            const answer = await send(command);
            const isList = partitionOf(command.input).startsWith(PREFIX.followers);
            return isList ? { ...answer, Items: (answer.Items ?? []).slice(0, 1) } : answer;
          }),
  },
  "told-in-vain": {
    what: "a switch does not read its edges again after the states, and tells feeds that no longer follow",
    isRare: true,
    table: (table, { name }) => (name === "pull" ? trustingEdges(table) : table),
  },
} satisfies Record<string, Plant>;
