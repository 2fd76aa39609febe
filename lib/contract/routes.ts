import type { Route } from "./route.ts";
import { ACTIONS } from "./routes/actions.ts";
import { ENTITIES } from "./routes/entities.ts";
import { FEED_KEYS } from "./routes/feed-keys.ts";
import { FOLLOWS } from "./routes/follows.ts";
import { MARKS } from "./routes/marks.ts";
import { MUTES } from "./routes/mutes.ts";
import { NOTIFICATIONS } from "./routes/notifications.ts";
import { SERVICE } from "./routes/service.ts";
import { STREAMS } from "./routes/streams.ts";

/** Every route, once. A key names a file in `lambdas/api/`; `table` and `indexes` become the IAM policy. */
export const ROUTES = {
  ...ACTIONS,
  ...STREAMS,
  ...FOLLOWS,
  ...ENTITIES,
  ...MARKS,
  ...MUTES,
  ...FEED_KEYS,
  ...NOTIFICATIONS,
  ...SERVICE,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
