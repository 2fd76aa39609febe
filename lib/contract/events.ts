/** Whose feed `/feed` is. */
export const EVENT_SOURCE = "tributary";
/**
 * The entity that a request acts as: the user, or for a service the one that it names in `field`. @throws 403
 * where a user names another, 400 where a service names none
 */
export const CANARY_SOURCE = "canary.tributary";
