import { atIncarnation } from "../../table/conditions.ts";
import type { StoredEntity } from "./entities.ts";

export function unchanged({ incarnation, revision }: StoredEntity) {
  const conditions = [
    atIncarnation(incarnation, ":read_epoch"),
    revision === undefined ? "attribute_not_exists(revision)" : "revision = :read_revision",
  ];
  const values = {
    ...(incarnation > 0 && { ":read_epoch": incarnation }),
    ...(revision !== undefined && { ":read_revision": revision }),
  };
  return { condition: conditions.join(" AND "), values };
}
