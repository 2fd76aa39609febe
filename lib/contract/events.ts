/** The `source` of every event that Tributary puts on its bus. */
export const EVENT_SOURCE = "tributary";
/** The `source` of the canary's own, which no rule on Tributary's events is about. */
export const CANARY_SOURCE = "canary.tributary";
