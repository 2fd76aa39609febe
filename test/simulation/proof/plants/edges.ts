import { PREFIX } from "../../../../lib/contract/table.ts";
import type { Table } from "../../../../lib/table/table.ts";
import type { Task } from "../../task.ts";
import type { Plant } from "../plants.ts";
import { type Command, type Input, type Send, between, changed, partitionOf, placeOf } from "./between.ts";

type Writes = NonNullable<Input["TransactItems"]>;

const isBump = (write: Writes[number]): boolean =>
  write.Update !== undefined && placeOf(write).startsWith(PREFIX.feed);

const isFollowing = (write: Writes[number]): boolean => placeOf(write).startsWith(PREFIX.following);

/** Transactions that change edges and a generation. */
const inChanges = (
  table: Table,
  change: (writes: Writes, command: Command, send: Send) => ReturnType<Send>,
): Table =>
  between(table, (command, send) => {
    const writes = command.input.TransactItems ?? [];
    return writes.some(isBump) && writes.some(isFollowing) ? change(writes, command, send) : send(command);
  });

const noBump = (what: string, tasks: string, isMeant: (writes: Writes) => boolean): Plant => ({
  what,
  table: (table: Table, { name }: Task) =>
    name !== tasks
      ? table
      : inChanges(table, (writes, command, send) =>
          send(
            isMeant(writes)
              ? changed(command, { TransactItems: writes.filter((write) => !isBump(write)) })
              : command,
          ),
        ),
});

const twoSteps = (what: string, isFirst: (write: Writes[number]) => boolean): Plant => ({
  what,
  table: (table) =>
    inChanges(table, async (writes, command, send) => {
      await send(changed(command, { TransactItems: writes.filter(isFirst) }));
      return send(changed(command, { TransactItems: writes.filter((write) => !isFirst(write)) }));
    }),
});

/** Reads that must be consistent are as late as those of an index. */
const late = (what: string, prefix: string): Plant => ({
  what,
  table: (table, _task, { lagging }) =>
    between(table, (command, send) => {
      const { RequestItems, ConsistentRead } = command.input;
      const request = RequestItems?.[table.name];
      const isOne = ConsistentRead === true && partitionOf(command.input).startsWith(prefix);
      const isBatch =
        request?.ConsistentRead === true && String(request.Keys?.[0]?.["pk"]).startsWith(prefix);
      if (isOne) return send(changed(command, { ConsistentRead: false }), lagging);
      if (!isBatch) return send(command);
      const lateItems = { [table.name]: { ...request, ConsistentRead: false } };
      return send(changed(command, { RequestItems: lateItems as Input["RequestItems"] }), lagging);
    }),
});

/** Follows, and the generations of feeds. */
export const EDGES = {
  "nobump-unfollow": noBump("an unfollow bumps no generation", "unfollow", () => true),
  "nobump-change": noBump("a change of actor_only bumps no generation", "follow", (writes) =>
    writes.some(({ Delete }) => Delete !== undefined),
  ),
  "nobump-removal": noBump(
    "a follow that an entity's deletion ends bumps no generation",
    "remove",
    () => true,
  ),
  "edge-then-bump": twoSteps("the edge changes, and then the generation", (write) => !isBump(write)),
  "bump-then-edge": twoSteps("the generation changes, and then the edge", isBump),
  "stale-following": late("a build reads what its owner follows as it was", PREFIX.following),
  "stale-followers": late("a fan-out reads followers as they were", PREFIX.followers),
  "stale-states": late("a fan-out reads states as they were", PREFIX.feed),
  "stale-actions": late("a row is made of an action as it was", PREFIX.action),
} satisfies Record<string, Plant>;
