/** What pages of other origins may do, if the deployment allows them at all. Cookies are never used. */
export const CORS = {
  methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  sends: ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"],
  sees: ["etag", "location", "retry-after"],
  /** Seconds for which a browser caches the answer: the maximum of the gateway. */
  kept: 24 * 3600,
} as const;
