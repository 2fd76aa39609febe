export { createFeedStore } from "./store/feed-store.ts";
export type { FeedState, FeedStore, FeedStoreOptions } from "./store/feed-store.ts";
export { createListStore } from "./store/list-store.ts";
export type { ListStore, ListStoreOptions, ListStoreState } from "./store/list-store.ts";
export type { Order } from "./store/merge.ts";
export { createNotificationStore } from "./store/notification-store.ts";
export type {
  NotificationState,
  NotificationStore,
  NotificationStoreOptions,
} from "./store/notification-store.ts";
