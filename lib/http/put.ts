import type { EntityDescription } from "../domain/entity.ts";
import { type Preconditions, isConditional } from "../domain/preconditions.ts";
import { getEntity } from "../store/entities/counted-entities.ts";
import { type StoredEntity } from "../store/entities/entities.ts";
import { putEntity, putEntityIf } from "../store/entities/put-entity.ts";
import { presentCounted } from "./present.ts";
import type { Request } from "./route.ts";
import { entityVersion, requireHolds, versionThere } from "./version.ts";

/** `status` is 201 if it had none, else 200; `version` is absent if another changed it at the same time. */
export async function put(
  { table, links }: Pick<Request, "table" | "links">,
  { ref, attributes }: EntityDescription,
  preconditions: Preconditions = { ifMatch: undefined, ifNoneMatch: undefined },
) {
  const check = (stored: StoredEntity) => requireHolds(preconditions, versionThere(ref, stored));
  const { revision, isNew } = isConditional(preconditions)
    ? await putEntityIf(table, ref, attributes, check)
    : await putEntity(table, ref, attributes);
  const stored = await getEntity(table, ref);
  const { followers = 0, following = 0 } = stored ?? {};
  return {
    status: isNew ? 201 : 200,
    entity: presentCounted(links, ref, { attributes, followers, following }),
    version: stored?.revision === revision ? entityVersion(ref, stored) : undefined,
  };
}
