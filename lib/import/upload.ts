import { setTimeout as sleep } from "node:timers/promises";

const BATCH = 100;
const ATTEMPTS = 6;
const FIRST_DELAY = 200;

/** Where to send, and as whom. */
export interface Destination {
  readonly baseUrl: string;
  /** A service's key. */
  readonly token: string;
  onProgress?(done: number): void;
}

/** What became of the items of an upload. */
export interface Uploaded {
  readonly imported: number;
  readonly repeated: number;
  /** Reasons, with how many items each refused. */
  readonly refused: ReadonlyMap<string, number>;
}

interface Result {
  readonly status: number;
  readonly error?: { readonly detail?: string };
}

/**
 * Sends items in batches, one after the other: the order of the source is the order of arrival. What is busy is sent
 * again. @throws where the service cannot be reached or does not take the token
 */
export async function upload(
  path: string,
  name: "actions" | "follows",
  items: Iterable<unknown> | AsyncIterable<unknown>,
  destination: Destination,
): Promise<Uploaded> {
  let [imported, repeated, done] = [0, 0, 0];
  const refused = new Map<string, number>();
  const send = async (batch: unknown[]) => {
    for (const { status, error } of await sendBatch(path, name, batch, destination)) {
      if (status === 201 || status === 204) imported++;
      // 409: an event of this id is there already, told with more or fewer words, or was deleted since.
      else if (status === 200 || status === 409) repeated++;
      else refused.set(error?.detail ?? String(status), (refused.get(error?.detail ?? String(status)) ?? 0) + 1);
    }
    destination.onProgress?.((done += batch.length));
  };
  let batch: unknown[] = [];
  for await (const item of items) {
    if (batch.push(item) === BATCH) {
      await send(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await send(batch);
  return { imported, repeated, refused };
}

async function sendBatch(path: string, name: string, batch: readonly unknown[], destination: Destination): Promise<Result[]> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${destination.baseUrl}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${destination.token}`, "content-type": "application/json" },
      body: JSON.stringify({ [name]: batch }),
    });
    if (response.ok) return ((await response.json()) as { results: Result[] }).results;
    const passing = response.status === 429 || response.status >= 500;
    if (!passing || attempt === ATTEMPTS) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    await sleep(Math.random() * FIRST_DELAY * 2 ** attempt);
  }
}
