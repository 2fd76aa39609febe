import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { EntityRef } from "../../domain/entity.ts";
import type { Key } from "../../table/keys.ts";
import type { Item } from "./items.ts";
import { mendBounds } from "./restore-bounds.ts";
import { mendFollows } from "./restore-follows.ts";
import { rebuildDerived } from "./restore-derived.ts";
import { mendGroups } from "./restore-groups.ts";
import { mendMutes } from "./restore-mutes.ts";
import { mendIncarnations } from "./restore-notes.ts";
import type { Table } from "../../table/table.ts";

/**
 * A restored table lacks what unhandled records would have brought, and parts of its last transactions
 * (docs/operations.md). The first walk makes agree what one transaction writes; the second makes anew all
 * that is derived.
 */
const STEPS = { follows: mendSources, derived: rebuildDerived };

async function mendSources(table: Table, items: readonly Item[], now: number): Promise<readonly EntityRef[]> {
  await mendBounds(table, items, now);
  await mendFollows(table, items, now);
  await mendIncarnations(table, items, now);
  await mendMutes(table, items, now);
  await mendGroups(table, items, now);
  return [];
}

const PAGE = 500;

export interface Place {
  readonly step: keyof typeof STEPS;
  readonly after?: Key | undefined;
}

export const START: Place = { step: "follows" };

interface Restored {
  readonly items: number;
  /** Entities whose deletion was under way; it must be requested again. */
  readonly unfinished: readonly EntityRef[];
  /** Where to go on; absent: all is done. */
  readonly next: Place | undefined;
}

/** Z1. Mends a page; may be repeated. Nothing else may write, nor the service handle these writes. */
export async function restorePage(table: Table, { step, after }: Place, now: number): Promise<Restored> {
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new ScanCommand({ TableName: table.name, ConsistentRead: true, Limit: PAGE, ExclusiveStartKey: after }),
  );
  const unfinished = await STEPS[step](table, Items as Item[], now);
  const more = LastEvaluatedKey === undefined ? undefined : { step, after: LastEvaluatedKey as Key };
  return {
    items: Items.length,
    unfinished,
    next: more ?? (step === "follows" ? { step: "derived" } : undefined),
  };
}
