import type { RouteName } from "../contract/routes.ts";
import { STATUS, TITLE } from "../http/status.ts";

const BASE = "https://api.example.com";
const TIME = "2020-06-12T15:01:41.000Z";

const alice = { model_type: "user", id: "alice", url: `${BASE}/users/alice`, name: "Alice" };
const crython = {
  model_type: "repository",
  id: "crython",
  url: `${BASE}/repositories/crython`,
  name: "crython",
  html_url: "https://git.example.com/alice/crython",
};

const action = {
  id: "0190163d-8694-739b-aea5-966c26f8ad90",
  actor: alice,
  verb: "pushed",
  action_object: null,
  target: crython,
  public: true,
  description: "Three commits",
  timestamp: TIME,
  data: { commits: 3 },
  summary: "Alice pushed crython",
};
const follow = { started: TIME, flag: "following", actor_only: true, user: alice, follow_object: crython };
const MARK = "eyJwIjoiMjAyMC0wNi0xMlQxNTowMTo0MS4wMDBaIiwiZSI6MH0.c2lnbmF0dXJl";
const page = (result: unknown) => ({ next: null, prev: null, results: [result] });
const feedKey = {
  id: "mB3xVn0Wq1uQZ4l3QyYb8S9nPzq0gW6u0uJrVf2cX9A",
  name: "phone",
  path: "/repositories/crython/activity?verb=pushed",
  created: TIME,
  expires: null,
  last_used: null,
};
const urlIn = (form: string) =>
  `${BASE}/repositories/crython/activity?verb=pushed&format=${form}&key=trib_feed_SECRET`;
const newCounts = { unseen: 1, unread: 1, more: false };
const notification = {
  id: "4ffa5a2f0c1d4b7e9a3c6d8e0f1a2b3c",
  verb: "pushed",
  summary: "Alice pushed crython",
  actors: [alice],
  actors_count: 1,
  actions_count: 1,
  target: crython,
  action_object: null,
  first_at: TIME,
  latest_at: TIME,
  latest: { id: "0190163d-8694-739b-aea5-966c26f8ad90", timestamp: TIME, description: "Three commits" },
  seen: false,
  read: false,
  mark: "AgAAAAAAAE_6Wi8MHUt-mjxtjg8aKzwBcqjm0Zg.8zqkQ1v5mY0b7nQ2xWc3rA",
};
const counted = { ...crython, followers_count: 1, following_count: 0 };

const posted = { actor: "user:alice", verb: "pushed", target: "repository:crython", data: { commits: 3 } };

/** A valid body for every route that takes one, as a service sends it. */
export const REQUESTS: Partial<Record<RouteName, unknown>> = {
  "post-action": posted,
  "post-actions-batch": {
    actions: [posted, { actor: "user:bob", verb: "starred", target: "repository:crython" }],
  },
  "patch-action": { description: "Four commits", data: { commits: 4 } },
  follow: { user: "user:bob", flag: "following", actor_only: true },
  "post-follows-batch": {
    follows: [{ user: "user:bob", follow_object: "repository:crython", flag: "following" }],
  },
  "post-entities-batch": {
    entities: [
      { model_type: "repository", id: "crython", name: "crython" },
      { model_type: "site", id: "7", name: "The Harbour", html_url: "https://shop.example.com/sites/7" },
    ],
  },
  "post-feed-mark": { seen: "all" },
  "put-mute": { until: "2099-01-01T00:00:00Z" },
  "post-feed-key": { path: "/repositories/crython/activity?verb=pushed", name: "phone" },
  "mark-notifications": { seen: "all" },
  "put-entity": { name: "crython", html_url: crython.html_url },
};

export const ANSWERS: Partial<Record<RouteName, unknown>> = {
  "post-action": action,
  "post-actions-batch": { results: [{ status: 201, action }] },
  "get-actions": page(action),
  "get-action": action,
  "patch-action": { ...action, description: "Four commits", data: { commits: 4 } },
  "get-type-activity": page(action),
  "get-entity-activity": page(action),
  "get-own-feed": { ...page(action), mark: MARK },
  "get-entity-feed": { ...page(action), mark: MARK },
  "get-feed-counts": { new: 12, more: false },
  "post-feed-mark": { new: 0, more: false },
  "post-follows-batch": { results: [{ status: 204 }] },
  "get-followers": page(follow),
  "get-following": page(follow),
  "is-following": { is_following: true },
  "get-entities": { results: [counted, null] },
  "find-entities": { results: [crython] },
  "post-entities-batch": { results: [{ status: 201, entity: counted }] },
  "get-entity": counted,
  "put-entity": counted,
  "get-mutes": page({ muted: alice, since: TIME, until: null }),
  "post-feed-key": {
    ...feedKey,
    urls: { atom: urlIn("atom"), rss: urlIn("rss"), jsonfeed: urlIn("jsonfeed") },
  },
  "get-feed-keys": page(feedKey),
  "get-notifications": {
    ...page(notification),
    ...newCounts,
    mark: "AQFyqOboSQ.8zqkQ1v5mY0b7nQ2xWc3rA",
  },
  "get-notification-counts": newCounts,
  "mark-notifications": newCounts,
  "get-notification-actions": page(action),
  "get-health": { status: "ok" },
  "get-openapi": { openapi: "3.1.0" },
};

const DETAILS: Partial<Record<number, object>> = {
  400: {
    detail: "The request is not valid: verb is required.",
    errors: [{ path: "verb", message: "is required" }],
  },
  401: { detail: "Send a token: Authorization: Bearer <token>." },
  403: { detail: "Only a service may name another actor than the caller." },
  404: { detail: "There is no such action." },
  405: { detail: "Method not allowed; use GET, HEAD, or OPTIONS." },
  410: { detail: "This feed key has ended; its owner can make a new one." },
  409: { detail: "This id or key was used for another request." },
  412: { detail: "The precondition does not hold; nothing was changed. GET it and its ETag anew." },
  413: { detail: "A body here has at most 65536 bytes." },
  414: { detail: "An address here has at most 8192 bytes; ask in several requests." },
  415: { detail: "Send the body without a Content-Encoding." },
  429: { detail: "Too many requests. Retry in 3 s." },
  500: { detail: "Something went wrong on our side; try again." },
  503: { detail: "The store cannot be reached; try again in a moment." },
};

export function problemExample(status: number): object {
  const [code] = Object.entries(STATUS).find(([, known]) => known === status) ?? [];
  const title = TITLE[code as keyof typeof TITLE];
  return { type: "about:blank", title, status, ...(DETAILS[status] ?? { detail: title }) };
}

/** Example values by parameter. A cursor has none: it comes from a page. */
export const PARAMETERS: Readonly<Record<string, unknown>> = {
  collection: "users",
  id: "alice",
  limit: 25,
  verb: "pushed",
  actor: "user:alice",
  target: "repository:crython",
  action_object: "issue",
  public: "all",
  since: "2020-06-12T00:00:00Z",
  until: "2020-06-13T00:00:00Z",
  expand: "current",
  format: "atom",
  flag: "following",
  own: true,
  notifications: "counts",
  role: "actor",
  group: "verb,target",
  window: "hour",
  type: "user",
  send_action: true,
  user: "user:alice",
  follow_object: "repository:crython",
  ref: "repository:crython",
  unseen: "true",
  unread: "true",
  prefix: "al",
  "Idempotency-Key": "push-42",
  "If-Match": "*",
  "If-None-Match": '"0Tq0_xLJmVOZ5Lw7iVZzcQ"',
};
