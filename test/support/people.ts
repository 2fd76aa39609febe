import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** The fields of answers that tests use; each route has some of them. */
export interface Json {
  readonly id: string;
  readonly verb: string;
  readonly summary: string;
  readonly timestamp: string;
  readonly status: number;
  readonly next: string | null;
  readonly prev: string | null;
  readonly results: readonly Json[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly user: Json;
  readonly follow_object: Json;
  readonly flags: readonly string[];
  readonly actor_only: boolean;
  readonly is_following: boolean;
  readonly model_type: string;
  readonly url: string;
  readonly flag: string;
  readonly started: string;
  readonly followers_count: number;
  readonly following_count: number;
  readonly actor: Json;
  readonly action_object: Json | null;
  readonly target: Json | null;
  readonly to: readonly Json[];
  readonly action: Json;
  readonly entity: Json;
  readonly error: Json;
  readonly items: readonly Json[];
  readonly next_url: string;
  readonly mark: string;
  readonly new: number;
  readonly urls: Readonly<Record<"atom" | "rss" | "jsonfeed", string>>;
}

const credentials = await localCredentials();

/** All files share the service, so names must differ. */
export const unique = (name: string): string => `${name}-${randomBytes(5).toString("hex")}`;

/** A caller of the shared service. */
export class Caller {
  readonly token: string | undefined;

  constructor(token: string | undefined) {
    this.token = token;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(path.startsWith("http") ? path : `${inject("url")}${path}`, {
      method,
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? undefined : JSON.parse(text)) as Json,
    };
  }

  get = (path: string) => this.call("GET", path);
  post = (path: string, body: unknown, headers?: Record<string, string>) =>
    this.call("POST", path, body, headers);
  delete = (path: string) => this.call("DELETE", path);

  /** Every item of a list, page by page along `next`. */
  async all(path: string): Promise<Json[]> {
    const items: Json[] = [];
    for (let next: string | null = path; next !== null;) {
      const { body } = await this.get(next);
      items.push(...body.results);
      next = body.next;
    }
    return items;
  }
}

export class Person extends Caller {
  readonly id: string;

  constructor(id: string, token: string) {
    super(token);
    this.id = id;
  }

  follows = (other: Person | string, body: unknown = {}) =>
    this.post(`${typeof other === "string" ? other : `/users/${other.id}`}/follow`, body);
  posts = async (verb: string, more: object = {}): Promise<Json> =>
    (await this.post("/actions", { verb, ...more })).body;
}

export const service = new Caller(inject("serviceKey"));
export const stranger = new Caller(undefined);

export async function person(name: string): Promise<Person> {
  const id = unique(name);
  return new Person(id, await localToken(credentials, id));
}

export const verbs = (body: Json): string[] => body.results.map((item) => item.verb);
