import { PREFIX } from "../../../../lib/contract/table.ts";
import type { Table } from "../../../../lib/table/table.ts";
import type { Plant } from "../plants.ts";
import { type Answer, between, partitionOf } from "./between.ts";

/** Whether a task brings actions to feeds. */
const delivers = ({ name }: { readonly name: string }): boolean =>
  ["stream", "again", "chunk"].includes(name);

/** An action is, for all of an invocation, as it first was. */
function lookingOnce(table: Table): Table {
  const seen = new Map<string, Answer>();
  return between(table, async (command, send) => {
    const pk = String(command.input.Key?.["pk"]);
    if (!pk.startsWith(PREFIX.action)) return send(command);
    const answer = seen.get(pk) ?? (await send(command));
    seen.set(pk, answer);
    return answer;
  });
}

/** Edges that are read once more, without a limit, are as they were the first time. */
export function trustingEdges(table: Table): Table {
  const seen = new Map<string, Record<string, unknown>>();
  return between(table, async (command, send) => {
    const { Limit, ExpressionAttributeValues: values } = command.input;
    const partition = partitionOf(command.input);
    if (!partition.startsWith(PREFIX.followers)) return send(command);
    if (Limit === undefined) {
      const isWanted = (sk: string) => sk >= String(values?.[":low"]) && sk <= String(values?.[":high"]);
      return { Items: [...seen.values()].filter(({ pk, sk }) => pk === partition && isWanted(String(sk))) };
    }
    const answer = await send(command);
    for (const item of answer.Items ?? []) seen.set(`${partition} ${String(item["sk"])}`, item);
    return answer;
  });
}

/** What fan-outs and batches do. */
export const DELIVERIES = {
  unprocessed: {
    what: "unprocessed items count as written",
    table: (table) =>
      between(table, async (command, send) => ({ ...(await send(command)), UnprocessedItems: {} })),
  },
  "no-recheck": {
    what: "a fan-out does not look at its action again",
    table: (table, task) => (delivers(task) ? lookingOnce(table) : table),
  },
  "no-edge-recheck": {
    what: "a fan-out does not read its edges again after the states",
    isRare: true,
    table: (table, task) => (delivers(task) ? trustingEdges(table) : table),
  },
  clock: {
    what: "a clock is 5 s off, and fan-outs give up on a feed when readers do",
    skew: 5000,
    limits: { fanOutGrace: 0 },
  },
} satisfies Record<string, Plant>;
