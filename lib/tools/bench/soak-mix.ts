import { randomInt } from "node:crypto";
import { createHistogram } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND } from "../../domain/time.ts";
import { figures } from "./figures.ts";
import { type Hostile, hostile } from "./hostile.ts";
import type { Posted } from "./soak-check.ts";
import type { Person } from "./soak-people.ts";

const READS = 0.9;
const AT_ONCE = 8;
const MOST_AT_ONCE = 64;
const MINUTE = 60_000;

export class Mix {
  readonly failures: string[] = [];
  readonly posted: Posted[] = [];
  readonly reads = createHistogram();
  readonly posts = createHistogram();
  requests = 0;
  hostileRequests = 0;
  readonly #url: string;
  readonly #people: readonly Person[];
  readonly #fan: Person;

  constructor(url: string, people: readonly Person[], fan: Person) {
    this.#url = url;
    this.#people = people;
    this.#fan = fan;
  }

  async closed(milliseconds: number): Promise<number> {
    const end = Date.now() + milliseconds;
    let count = 0;
    const worker = async () => {
      for (; Date.now() < end; count++) await this.#good();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return (1000 * count) / milliseconds;
  }

  forget(): void {
    this.failures.length = 0;
    this.reads.reset();
    this.posts.reset();
    [this.requests, this.hostileRequests] = [0, 0];
  }

  /** At a fixed rate; times count from when a request was due. @returns milliseconds behind at the end */
  async open(perSecond: number, share: number, end: number): Promise<number> {
    const under = new Set<Promise<void>>();
    const began = performance.now();
    const behind: number[] = [];
    for (let sent = 0; Date.now() < end; sent++) {
      const due = began + (1000 * sent) / perSecond;
      const wait = due - performance.now();
      if (wait > 0) await sleep(wait);
      while (under.size >= MOST_AT_ONCE) await Promise.race(under);
      // Only of the last second: what is kept here would be part of the measured heap.
      if (Date.now() > end - SECOND) behind.push(Math.max(0, performance.now() - due));
      const one = (Math.random() < share ? this.#bad() : this.#good(due)).finally(() => under.delete(one));
      under.add(one);
    }
    await Promise.all(under);
    return figures(behind).p50;
  }

  async lag(): Promise<number> {
    const began = performance.now();
    const id = await this.#post(this.#people[0] as Person);
    for (;;) {
      if (id === "") return MINUTE; // what was refused never arrives
      const { body } = await this.#send({ method: "GET", path: "/feed?limit=100", token: this.#fan.token });
      if (body.includes(id)) return Math.round(performance.now() - began);
      if (performance.now() - began > MINUTE) return MINUTE;
      await sleep(20);
    }
  }

  async #good(began = performance.now()): Promise<void> {
    this.requests++;
    const person = this.#somebody();
    if (Math.random() >= READS) return void (await this.#post(person, began));
    const { id } = this.#somebody();
    const paths = ["/feed", "/feed", "/feed", `/users/${id}/activity`, "/actions", `/users/${person.id}`];
    const path = paths[randomInt(paths.length)] ?? "/feed";
    const { status } = await this.#send({ method: "GET", path, token: person.token });
    this.reads.record(Math.max(1, Math.round(1000 * (performance.now() - began))));
    if (status !== 200 && !(status === 404 && path.startsWith("/users/")))
      this.failures.push(`GET ${path}: ${status}`);
  }

  readonly #somebody = (): Person => this.#people[randomInt(this.#people.length)] as Person;

  async #post({ id: actor, token, deeds }: Person, began = performance.now()): Promise<string> {
    const body = JSON.stringify(deeds[randomInt(deeds.length)]);
    const { status, body: answer } = await this.#send({ method: "POST", path: "/actions", token, body });
    this.posts.record(Math.max(1, Math.round(1000 * (performance.now() - began))));
    if (status !== 201) {
      this.failures.push(`POST /actions: ${status}`);
      return "";
    }
    const { id } = JSON.parse(answer) as { id: string };
    this.posted.push({ id, actor });
    return id;
  }

  async #bad(): Promise<void> {
    this.hostileRequests++;
    const request = hostile();
    const { token } = this.#people[0] as Person;
    const { status } = await this.#send({ ...request, token });
    if (status >= 500 || status < 400)
      this.failures.push(`${request.method} ${request.path.slice(0, 60)}: ${status}`);
  }

  async #send({ method, path, token, body, headers = {} }: Hostile & { readonly token: string }) {
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
