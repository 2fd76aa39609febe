import type { EntityRef } from "./entity.ts";

/** The newest action of each of the newest different actors, newest first. */
export const CANARY_TYPE = "_canary";

export const CANARY_POSTER: EntityRef = { model_type: CANARY_TYPE, id: "poster" };
export const CANARY_READER: EntityRef = { model_type: CANARY_TYPE, id: "reader" };

/** Whether all actions have the same target or action object; true where none has any. */
export const isCanary = ({ model_type }: Pick<EntityRef, "model_type">): boolean =>
  model_type === CANARY_TYPE;
