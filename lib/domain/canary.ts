import type { EntityRef } from "./entity.ts";

/** Matches no valid type, so that no request can name it, and all of it is hidden. */
export const CANARY_TYPE = "_canary";

export const CANARY_POSTER: EntityRef = { model_type: CANARY_TYPE, id: "poster" };
export const CANARY_READER: EntityRef = { model_type: CANARY_TYPE, id: "reader" };

/** The canary follows only its own: an action's actor is enough to look at. */
export const isCanary = ({ model_type }: Pick<EntityRef, "model_type">): boolean =>
  model_type === CANARY_TYPE;
