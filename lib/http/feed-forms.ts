/** The forms that readers of feeds know: a feed key reads no other. */
export const FEED_FORMS = ["atom", "rss", "jsonfeed"] as const;
