import { type EntityChange, nameEntity } from "../find/names.ts";
import { recordGroup } from "../../table/keys.ts";
import { changedEntity, itemsOf } from "./change-record.ts";
import type { Projection } from "./projection.ts";

export const names: Projection = {
  groupOf: recordGroup,
  async handle(images, { table }) {
    const changes = images.filter((image) => changedEntity(image) !== undefined);
    const [entity] = changes.map(changedEntity);
    if (entity !== undefined) await nameEntity(table, entity, changes.map(itemsOf) as EntityChange[]);
    return 0;
  },
};
