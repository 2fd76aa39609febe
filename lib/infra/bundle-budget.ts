/**
 * Kilobytes that each function's bundle may have: every byte is read at each cold start. A little more than it has; what
 * needs a larger one should say in its commit what it is for.
 */
export const BUNDLE_BUDGET: Readonly<Record<string, number>> = {
  canary: 325,
  "delete-action": 310,
  "delete-entity": 315,
  "entity-jobs": 320,
  "fan-out": 305,
  follow: 320,
  "get-action": 310,
  "get-actions": 335,
  "get-entity": 310,
  "get-entity-activity": 335,
  "get-entity-feed": 345,
  "get-followers": 320,
  "get-following": 320,
  "get-health": 75,
  "get-openapi": 140,
  "get-own-feed": 345,
  "get-type-activity": 335,
  "is-following": 310,
  "maintain-feeds": 330,
  "no-such-route": 40,
  "patch-action": 310,
  "post-action": 320,
  "post-actions-batch": 320,
  "post-follows-batch": 320,
  "publish-events": 335,
  "put-entity": 315,
  unfollow: 315,
};
