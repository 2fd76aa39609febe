import type { EntityRef } from "../../lib/domain/entity.ts";
import { type Preconditions, conditionText, isConditional } from "../../lib/domain/preconditions.ts";
import { route } from "../../lib/http/route.ts";
import { preconditionsOf, requireHolds, versionThere } from "../../lib/http/version.ts";
import { type DeletionGuard, deleteEntity } from "../../lib/store/entities/delete-entity.ts";

export const handler = route("delete-entity", {}, async (request) => {
  const { table, entity, now } = request;
  const preconditions = preconditionsOf(request);
  await deleteEntity(
    table,
    entity,
    now,
    isConditional(preconditions) ? guardOf(entity, preconditions) : undefined,
  );
  return { status: 202 };
});

/** A repeated request whose first answer was lost gets the same answer, and what was stored since stays. */
function guardOf(entity: EntityRef, preconditions: Preconditions): DeletionGuard {
  const condition = conditionText(preconditions);
  return {
    condition,
    check: (stored) => {
      const isRepeated = stored.attributes === undefined && stored.deletionCondition === condition;
      if (isRepeated && preconditions.ifMatch !== undefined) return true;
      requireHolds(preconditions, versionThere(entity, stored));
      return false;
    },
  };
}
