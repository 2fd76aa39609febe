import type { EntityRef } from "./entity.ts";

/**
 * A type that no request can name, because it does not match the pattern of types: what is of it is hidden
 * from all.
 */
export const CANARY_TYPE = "_canary";

export const CANARY_POSTER: EntityRef = { model_type: CANARY_TYPE, id: "poster" };
export const CANARY_READER: EntityRef = { model_type: CANARY_TYPE, id: "reader" };

/**
 * Whether an entity belongs to the canary. It does nothing but follow its own, so that an action's actor
 * tells all.
 */
export const isCanary = ({ model_type }: Pick<EntityRef, "model_type">): boolean =>
  model_type === CANARY_TYPE;
