import { ownMutes, mutesOfIt } from "../mutes/purge-mutes.ts";
import { pastNotes } from "../notifications/purge-notes.ts";
import { keysToRead } from "../streams/shards.ts";
import type { Table } from "../../table/table.ts";
import { type List, type Lists, type Rest, workThrough } from "./lists.ts";
import { type Remains, actionLists, followerLists, ownFollows } from "./remains.ts";

export const STEPS = [
  "following",
  "followers",
  "own mutes",
  "mutes of it",
  "notifications",
  "actions",
] as const;

type StepName = (typeof STEPS)[number];

/** Steps whose lists can be cut into ranges, and left to them. The others are one list each. */
export const CUTTABLE = ["followers", "actions"] as const satisfies readonly StepName[];

type Cuttable = (typeof CUTTABLE)[number];

export interface Removal extends Remains {
  readonly deadline: number;
  onProgress(removed: Removed): void;
  /** What ranges have done, with all that comes before it. */
  readonly after?: Cuttable | undefined;
  /** Where an earlier run stopped: it may have gone past much that stays. */
  readonly from?: Place | undefined;
}

interface Place {
  readonly step: StepName;
  readonly low?: string | undefined;
}

interface Removed {
  readonly follows: number;
  readonly mutes: number;
  readonly notifications: number;
  readonly actions: number;
}

/** Where a run stopped: in lists that ranges can do, or at a place from which the next one goes on. */
type Unfinished =
  | { readonly cut: Rest & { readonly what: Cuttable }; readonly from?: undefined }
  | { readonly from: Place; readonly cut?: undefined };

interface Step {
  readonly name: StepName;
  readonly counted: keyof Removed;
  readonly lists: Lists;
}

/**
 * E7. Removes what an entity's earlier incarnations left, its actions last, so that followers' feeds need no
 * retraction. Runs may be cut off or overlap; each does a page, however long it takes. @returns where it
 * stopped; `undefined` where nothing was left, as far as indexes show
 */
export async function purge(table: Table, removal: Removal): Promise<Unfinished | undefined> {
  const removed = { follows: 0, mutes: 0, notifications: 0, actions: 0 };
  const steps = await stepsOf(table, removal);
  const first = firstOf(removal);
  for (const [index, { name, counted, lists }] of steps.entries()) {
    if (index < first) continue;
    const low = removal.from?.step === name ? removal.from.low : undefined;
    const reached = new Map(low === undefined ? [] : [[name as string, low]]);
    for await (const { done, isLast } of workThrough(table, lists, reached)) {
      removed[counted] += done;
      if (done > 0) removal.onProgress({ ...removed });
      if (removal.now() < removal.deadline) continue;
      if (!isLast)
        return isCuttable(name) ? { cut: { what: name, lists, reached } } : at(name, reached.get(name));
      const next = STEPS[index + 1];
      return next && at(next);
    }
  }
  return undefined;
}

const at = (step: StepName, low?: string) => ({ from: { step, low } });

const isCuttable = (name: StepName): name is Cuttable => (CUTTABLE as readonly StepName[]).includes(name);

const firstOf = ({ from, after }: Pick<Removal, "from" | "after">): number =>
  from !== undefined ? STEPS.indexOf(from.step) : after === undefined ? 0 : STEPS.indexOf(after) + 1;

async function stepsOf(table: Table, removal: Removal): Promise<readonly Step[]> {
  const { entity, incarnation } = removal;
  const one = (name: StepName, counted: Step["counted"], list: List): Step => ({
    ...{ name, counted },
    lists: { [name]: list },
  });
  return [
    one("following", "follows", ownFollows(table, removal)),
    { name: "followers", counted: "follows", lists: followerLists(table, removal) },
    one("own mutes", "mutes", ownMutes(table, entity, incarnation)),
    one("mutes of it", "mutes", mutesOfIt(table, entity, incarnation)),
    one("notifications", "notifications", pastNotes(table, entity, incarnation)),
    {
      ...{ name: "actions", counted: "actions" },
      lists: actionLists(table, removal, await keysToRead(table, entity)),
    },
  ];
}

/** A list of a removal that was left to ranges, by its name: it needs no knowledge of an entity's keys. */
export const removalList = (table: Table, remains: Remains, name: string): List | undefined =>
  ({
    ...followerLists(table, remains),
    ...actionLists(table, remains, Number(name.split(" ")[2] ?? 0) + 1),
  })[name];
