import type { Entry } from "../../domain/action.ts";
import { type EntityRef, entityKey, sameEntity } from "../../domain/entity.ts";
import type { Named } from "../../domain/filters.ts";
import type { Entries } from "../../domain/merge.ts";
import { type Walk, rest } from "../../domain/position.ts";
import { recall } from "../../table/recall.ts";
import type { Table } from "../../table/table.ts";
import { roleStream } from "./streams.ts";

interface Head {
  readonly entries: readonly Entry[];
  readonly ended: boolean;
}

/** S9. `roleStream` for many readers: newest actions may be remembered; the reader's own never are. */
export async function* headStream(table: Table, named: Named, walk: Walk, reader: EntityRef): Entries {
  const name = `head ${named.role} ${entityKey(named.entity)}`;
  const head = await recall(table, name, table.limits.headRemembered, () => readHead(table, named, walk));
  if (head.entries.some(({ body }) => sameEntity(body.actor, reader)))
    return yield* roleStream(table, named, walk);
  yield* head.entries;
  const last = head.entries.at(-1);
  if (head.ended || last === undefined) return;
  yield* roleStream(table, named, { ...walk, range: rest(walk.range, walk.direction, last.position) });
}

async function readHead(table: Table, named: Named, walk: Walk): Promise<Head> {
  const entries: Entry[] = [];
  for await (const entry of roleStream(table, named, walk))
    if (entries.push(entry) === walk.chunk) return { entries, ended: false };
  return { entries, ended: true };
}
