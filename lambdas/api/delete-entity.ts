import { route } from "../../lib/runtime/route.ts";
import { deleteEntity } from "../../lib/store/delete-entity.ts";

export const handler = route("delete-entity", {}, async ({ table, entity, now }) => {
  await deleteEntity(table, entity, now);
  return { status: 202 };
});
