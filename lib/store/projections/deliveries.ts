import { deliver } from "../feeds/deliver.ts";
import { recordGroup } from "../../table/keys.ts";
import { changedAction } from "./change-record.ts";
import { pullHot } from "./pull-hot.ts";
import type { Projection } from "./projection.ts";

export const deliveries: Projection = {
  groupOf: recordGroup,
  async handle(images, ports) {
    const { table, now, delegate } = ports;
    const actions = await Promise.all(images.map((image) => changedAction(table, image)));
    const changed = actions.find((action) => action !== undefined);
    if (changed === undefined) return 0;
    await pullHot(changed, ports);
    return deliver(table, changed, delegate, now);
  },
};
