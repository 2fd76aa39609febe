import { PREFIX } from "../../contract/table.ts";
import { rolesOf } from "../../domain/action.ts";
import { entityKey } from "../../domain/entity.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { isAction, parseAction } from "../actions/action-item.ts";
import { withinBounds } from "../entities/bounds.ts";
import { getEntities } from "../entities/entities.ts";
import type { Table } from "../../table/table.ts";
import { AT_ONCE, type Item, itemsUnder } from "./items.ts";

/** Z2. Raises the bounds of entities above their actions: a backup may have an action without its bound. */
export async function mendBounds(table: Table, items: readonly Item[], now: number): Promise<void> {
  const actions = itemsUnder(items, PREFIX.action).filter(isAction).map(parseAction);
  const entities = actions.flatMap(({ body }) => Object.values(rolesOf(body)));
  const stored = await getEntities(table, entities, true);
  // What is unknown stays so: all is asked then.
  const known = new Map(
    entities.map(entityKey).map((key) => {
      const { acted = Infinity, met = Infinity } = stored.get(key)?.bounds ?? {};
      return [key, { bounds: { acted, met }, keys: 0 }] as const;
    }),
  );
  await eachAtMost(AT_ONCE, actions, (action) => withinBounds(table, action, known, now));
}
