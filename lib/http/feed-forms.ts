/** The forms that feed readers know; feed keys read only these. */
export const FEED_FORMS = ["atom", "rss", "jsonfeed"] as const;
