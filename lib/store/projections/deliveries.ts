import { deliver } from "../feeds/deliver.ts";
import { recordGroup } from "../../table/keys.ts";
import { changedAction } from "./change-record.ts";
import type { Projection } from "./projection.ts";

export const deliveries: Projection = {
  groupOf: recordGroup,
  async handle(images, { table, now, delegate }) {
    const actions = await Promise.all(images.map((image) => changedAction(table, image)));
    const changed = actions.find((action) => action !== undefined);
    return changed === undefined ? 0 : deliver(table, changed, delegate, now);
  },
};
