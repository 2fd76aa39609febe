import { PREFIX } from "../../../../lib/contract/table.ts";
import { HOUR, SECOND } from "../../../../lib/domain/time.ts";
import type { Ordered } from "../../../../lib/worker/in-order.ts";
import type { StreamRecord } from "../../stream.ts";
import type { Plant } from "../plants.ts";
import { between, changed, partitionOf } from "./between.ts";

/** Groups one after another; after the first failure nothing is begun, and nothing is set aside. */
async function stoppingAtFirst(
  records: readonly StreamRecord[],
  ordered: Ordered<StreamRecord>,
): Promise<string | undefined> {
  for (const group of Map.groupBy(records, ordered.groupOf).values()) {
    try {
      await ordered.handle(group);
    } catch {
      return ordered.sequenceOf(group[0] as StreamRecord);
    }
  }
  return undefined;
}

/** What multiplies, holds up, drops and forgets. */
export const CHAINS = {
  multiplying: {
    what: "a repeated chunk or slice takes its turn again, whosever it is",
    table: (table) =>
      between(table, (command, send) => {
        const { Item } = command.input;
        const isTurn = Item !== undefined && partitionOf(command.input).startsWith(PREFIX.turn);
        return send(isTurn ? changed(command, { ConditionExpression: undefined }) : command);
      }),
  },
  "poison-stops": {
    what: "a record that fails for good ends its batch, and is repeated",
    inOrder: stoppingAtFirst,
  },
  "dropped-early": { what: "records are given up after an hour", maxRecordAge: HOUR },
  "few-attempts": { what: "records are given up after ten attempts", attempts: 10 },
  "long-lag": {
    what: "what an index shows an hour late is not pulled again",
    limits: { settleAfter: [2 * SECOND, 10 * SECOND, 60 * SECOND] },
    isRare: true,
  },
} satisfies Record<string, Plant>;
