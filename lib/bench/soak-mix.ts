import { randomInt } from "node:crypto";
import { createHistogram } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { hostile } from "./hostile.ts";
import type { Posted } from "./soak-check.ts";

const REPOSITORIES = 200;
const READS = 0.9;
const AT_ONCE = 8;
const MOST_AT_ONCE = 64;
const MINUTE = 60_000;

/** Requests as people send them, and as nobody should. */
export class Mix {
  readonly failures: string[] = [];
  readonly posted: Posted[] = [];
  /** In microseconds. */
  readonly reads = createHistogram();
  readonly posts = createHistogram();
  requests = 0;
  hostileRequests = 0;
  readonly #url: string;
  readonly #tokens: readonly string[];
  readonly #fan: number;

  /** `tokens` are those of `user-0`, `user-1` and so on; `fan` is the index of one who follows the first. */
  constructor(url: string, tokens: readonly string[], fan: number) {
    this.#url = url;
    this.#tokens = tokens;
    this.#fan = fan;
  }

  /** As fast as it answers. @returns requests a second */
  async closed(milliseconds: number): Promise<number> {
    const end = Date.now() + milliseconds;
    let count = 0;
    const worker = async () => {
      for (; Date.now() < end; count++) await this.#good();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return (1000 * count) / milliseconds;
  }

  /** At a steady rate, however long answers take. */
  async open(perSecond: number, share: number, end: number): Promise<void> {
    const under = new Set<Promise<void>>();
    const began = Date.now();
    for (let sent = 0; Date.now() < end; sent++) {
      const due = began + (1000 * sent) / perSecond;
      if (due > Date.now()) await sleep(due - Date.now());
      while (under.size >= MOST_AT_ONCE) await Promise.race(under);
      const one = (Math.random() < share ? this.#bad() : this.#good()).finally(() => under.delete(one));
      under.add(one);
    }
    await Promise.all(under);
  }

  /** Posts as somebody and waits until it is in the feed of who follows him. */
  async lag(): Promise<number> {
    const began = performance.now();
    const id = await this.#post(0);
    for (;;) {
      const { body } = await this.#send("GET", "/feed?limit=100", this.#tokens[this.#fan] ?? "");
      if (body.includes(id)) return Math.round(performance.now() - began);
      if (performance.now() - began > MINUTE) return MINUTE;
      await sleep(20);
    }
  }

  async #good(): Promise<void> {
    this.requests++;
    const index = randomInt(this.#tokens.length);
    if (Math.random() >= READS) return void (await this.#post(index));
    const paths = [
      "/feed",
      "/feed",
      "/feed",
      `/users/user-${randomInt(this.#tokens.length)}/activity`,
      "/actions",
      `/users/user-${index}`,
    ];
    const began = performance.now();
    const path = paths[randomInt(paths.length)] ?? "/feed";
    const { status } = await this.#send("GET", path, this.#tokens[index] ?? "");
    this.reads.record(Math.max(1, Math.round(1000 * (performance.now() - began))));
    if (status !== 200 && !(status === 404 && path.startsWith("/users/"))) this.failures.push(`GET ${path}: ${status}`);
  }

  async #post(index: number): Promise<string> {
    const body = JSON.stringify({ verb: "pushed", target: `repository:${randomInt(REPOSITORIES)}`, description: "soak" });
    const began = performance.now();
    const { status, body: answer } = await this.#send("POST", "/actions", this.#tokens[index] ?? "", body);
    this.posts.record(Math.max(1, Math.round(1000 * (performance.now() - began))));
    if (status !== 201) {
      this.failures.push(`POST /actions: ${status}`);
      return "";
    }
    const { id } = JSON.parse(answer) as { id: string };
    this.posted.push({ id, actor: index });
    return id;
  }

  async #bad(): Promise<void> {
    this.hostileRequests++;
    const request = hostile();
    const token = this.#tokens[0] ?? "";
    const { status } = await this.#send(request.method, request.path, token, request.body, request.headers);
    if (status >= 500 || status < 400) this.failures.push(`${request.method} ${request.path.slice(0, 60)}: ${status}`);
  }

  async #send(method: string, path: string, token: string, body?: string, headers: Readonly<Record<string, string>> = {}) {
    try {
      const response = await fetch(`${this.#url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        ...(body !== undefined && { body }),
      });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      return { status: 599, body: String(error) };
    }
  }
}
