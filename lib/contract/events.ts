/** The `source` of every event that Tributary puts on its bus. */
export const EVENT_SOURCE = "tributary";
