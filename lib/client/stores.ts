/** Framework-independent stores that keep lists and marks up to date. */
export { createFeedStore } from "./store/feed-store.ts";
export type { FeedState, FeedStore, FeedStoreOptions } from "./store/feed-store.ts";
export { createNotificationStore } from "./store/notification-store.ts";
export type {
  NotificationState,
  NotificationStore,
  NotificationStoreOptions,
} from "./store/notification-store.ts";
