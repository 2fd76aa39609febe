export const CORS = {
  methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  sends: ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"],
  /** The body of `PATCH /actions/{id}`: what is absent stays, `null` clears, `data` is replaced whole. */
  sees: ["etag", "location", "retry-after"],
  kept: 24 * 3600,
} as const;
