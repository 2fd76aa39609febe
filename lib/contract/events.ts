export const EVENT_SOURCE = "tributary";
/** Differs from `EVENT_SOURCE`, so that rules on Tributary's events ignore the canary. */
export const CANARY_SOURCE = "canary.tributary";
