import { PREFIX } from "../../../../lib/contract/table.ts";
import type { Plant } from "../plants.ts";
import { between, inUpdates, partitionOf, without } from "./between.ts";

/** Switches between pushing and pulling. */
export const CELEBRITIES = {
  "half-switch": {
    what: "a switch to pulling ends when one follower has been told",
    table: (table, { name }) =>
      name !== "pull"
        ? table
        : between(table, async (command, send) => {
            const answer = await send(command);
            const isList = partitionOf(command.input).startsWith(PREFIX.followers);
            return isList ? { ...answer, Items: (answer.Items ?? []).slice(0, 1) } : answer;
          }),
  },
  "pull-at-once": {
    what: "fan-outs stop before the followers of a celebrity have been told",
    table: inUpdates("pull_mode = :switching", (input) => ({
      ExpressionAttributeValues: { ...input.ExpressionAttributeValues, ":switching": "pull" },
    })),
  },
  "other-switch": {
    what: "a switch that was given up ends a later one",
    table: inUpdates("SET pull_mode = :pull", (input) => ({
      ConditionExpression: "pull_mode = :switching",
      ExpressionAttributeValues: without(input.ExpressionAttributeValues, ":id"),
    })),
  },
} satisfies Record<string, Plant>;
