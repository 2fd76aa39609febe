/** Matches no valid type, so that no request can name it, and all of it is hidden. */
export const CANARY_TYPE = "_canary";

export const CANARY_POSTER = { model_type: CANARY_TYPE, id: "poster" } as const;
export const CANARY_READER = { model_type: CANARY_TYPE, id: "reader" } as const;

/** The canary follows only its own: an action's actor is enough to look at. */
export const isCanary = ({ model_type }: { readonly model_type: string }): boolean =>
  model_type === CANARY_TYPE;
