/** What pages of other origins may do, where a deployment lets them call at all. Cookies are never used. */
export const CORS = {
  methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  /** Headers that they may send besides what every page may, */
  sends: ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"],
  /** and see of an answer. */
  sees: ["etag", "location", "retry-after"],
  /** Seconds for which a browser keeps what it was told: the longest that a gateway can say. */
  kept: 24 * 3600,
} as const;
