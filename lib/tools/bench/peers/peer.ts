import type { Post, Workload } from "./workload.ts";

export interface Call {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Peer {
  readonly url: string;
  readonly roots: readonly number[];
  readonly versions: string;
  post(post: Post): Call;
  /** The newest 25 of a feed; the answer has `results` with a `description` each. */
  feed(user: number): Call;
  stop(): Promise<void>;
}

export type StartPeer = (workload: Workload) => Promise<Peer>;

export const JSON_BODY = { "content-type": "application/json" };
