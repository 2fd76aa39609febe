export const FEED_FORMS = ["atom", "rss", "jsonfeed"] as const;
