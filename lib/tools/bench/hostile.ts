import { randomBytes, randomInt } from "node:crypto";

export interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const unsigned = (claims: object): string =>
  [{ alg: "none", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");

const garbage = (length: number): string => randomBytes(length).toString("base64url");

const KINDS: readonly (() => Hostile)[] = [
  () => ({ method: "GET", path: "/feed", headers: { authorization: `Bearer ${garbage(24)}` } }),
  () => ({ method: "GET", path: "/feed", headers: { authorization: `Bearer trib_${garbage(32)}` } }),
  () => ({
    method: "GET",
    path: "/feed",
    headers: { authorization: `Bearer ${unsigned({ sub: "user-1", exp: 4e9 })}.` },
  }),
  () => ({ method: "GET", path: "/feed", headers: { authorization: "" } }),
  () => ({ method: "POST", path: "/actions", body: "{" }),
  () => ({ method: "POST", path: "/actions", body: "[".repeat(20_000) }),
  () => ({ method: "POST", path: "/actions", body: JSON.stringify({ verb: "x".repeat(70_000) }) }),
  () => ({
    method: "POST",
    path: "/actions",
    body: JSON.stringify({ verb: "pushed", actor: "user:somebody-else" }),
  }),
  () => ({
    method: "POST",
    path: "/actions",
    body: JSON.stringify({ verb: 7, target: { $ne: null }, public: "yes" }),
  }),
  () => ({
    method: "POST",
    path: "/actions",
    body: `{"verb":"pushed","__proto__":{"public":false},"constructor":1}`,
  }),
  () => ({ method: "POST", path: "/actions/batch", body: JSON.stringify({ actions: [] }) }),
  () => ({ method: "GET", path: `/feed?cursor=${garbage(60)}` }),
  () => ({ method: "GET", path: "/feed?limit=100000&flag=%00" }),
  () => ({ method: "GET", path: `/feed?${"a=1&".repeat(300)}` }),
  () => ({ method: "GET", path: "/users/%E0%A4%A/activity" }),
  () => ({ method: "GET", path: "/users/..%2f..%2fetc/activity?role=everything" }),
  () => ({ method: "GET", path: `/users/user-${randomInt(1, 100)}/feed` }),
  () => ({ method: "DELETE", path: `/users/user-${randomInt(1, 100)}` }),
  () => ({ method: "PUT", path: "/users/somebody-else", body: JSON.stringify({ name: "mine" }) }),
  () => ({ method: "PATCH", path: "/feed" }),
];

export const hostile = (): Hostile => (KINDS[randomInt(KINDS.length)] as () => Hostile)();
