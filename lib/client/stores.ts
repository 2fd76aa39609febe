/** Stores without a framework: what is read and marked, kept up to date, for whatever shows it. */
export { createFeedStore } from "./store/feed-store.ts";
export type { FeedState, FeedStore, FeedStoreOptions } from "./store/feed-store.ts";
export { createNotificationStore } from "./store/notification-store.ts";
export type {
  NotificationState,
  NotificationStore,
  NotificationStoreOptions,
} from "./store/notification-store.ts";
