import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { ROW_LIFE } from "../../domain/feed.ts";
import { REGION } from "../../local/assembly.ts";
import { localCredentials, localToken } from "../../local/credentials.ts";
import { startService } from "../../local/service.ts";
import { batchWrite } from "../../table/batch.ts";
import { feedPlace, feedStateKey } from "../../table/keys.ts";
import { rowItem } from "../../store/streams/rows.ts";
import type { Table } from "../../table/table.ts";
import { DESCRIPTION, READER, barePage, barePost, barePut, entryAt, openBare } from "./bare-calls.ts";
import { bareGateway } from "./bare-gateway.ts";
import { bareHandlers } from "./bare-handler.ts";
import { progress } from "./figures.ts";
import { type HttpCall, httpCaller } from "./http-caller.ts";
import { type Throughput, compare } from "./load.ts";

const ROWS = 100;
const GENERATION = 1;
const HOUR = 3_600_000;

interface EngineReport {
  readonly rows: readonly (Throughput & { readonly operation: string; readonly ofBare: string })[];
}

/** The same page and the same write: by the bare SDK, by the function alone, and over HTTP by either. */
export async function benchEngine(rounds: number): Promise<EngineReport> {
  const service = await startService({ port: 0, onStep: progress });
  const handlers = await bareHandlers(service);
  const gateway = await bareGateway(service);
  try {
    await seedFeed(service.table);
    const plain = openBare(service.table.name, {
      endpoint: service.dynamodbEndpoint,
      region: REGION,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    const token = await localToken(await localCredentials(), READER.id);
    const page: HttpCall = { method: "GET", path: "/feed", token };
    const post: HttpCall = { method: "POST", path: "/actions", token, body: () => POST };
    const read = [
      { name: "bare SDK", work: () => barePage(plain) },
      { name: "function", work: handlers.caller("get-own-feed", page) },
      { name: "HTTP", work: httpCaller(service.url, page) },
      { name: "HTTP, bare SDK in the function", work: httpCaller(gateway.url, page) },
    ];
    const written = [
      { name: "bare SDK, the write alone", work: () => barePut(plain) },
      { name: "bare SDK, same calls", work: () => barePost(plain) },
      { name: "function", work: handlers.caller("post-action", post) },
      { name: "HTTP", work: httpCaller(service.url, post) },
      { name: "HTTP, bare SDK in the function", work: httpCaller(gateway.url, post) },
    ];
    const rows: EngineReport["rows"][number][] = [];
    for (const [operation, contenders] of [
      ["read a page of a feed", read] as const,
      ["post an action", written] as const,
    ]) {
      for (const concurrency of [1, 8]) {
        const onRound = (round: number) =>
          progress(`${operation}, ${concurrency} at once: round ${round} of ${rounds}`);
        const results = await compare(contenders, { rounds, secondsEach: 1, concurrency, onRound });
        const bare = results.findLast(({ name }) => name.startsWith("bare"))?.perSecond ?? 0;
        const what = `${operation}, ${concurrency} at once`;
        rows.push(
          ...results.map((one) => ({
            operation: what,
            ...one,
            ofBare: `${Math.round((100 * one.perSecond) / bare)} %`,
          })),
        );
      }
    }
    return { rows };
  } finally {
    await gateway.stop();
    await handlers.stop();
    await service.stop();
  }
}

const POST = JSON.stringify({ verb: "pushed", target: "repository:crython", description: DESCRIPTION });

async function seedFeed(table: Table): Promise<void> {
  const now = Date.now();
  const times = { bumped_at: now - HOUR, pulled_at: now, last_read: now };
  const state = {
    ...feedStateKey(READER, DEFAULT_FLAG),
    ...times,
    generation: GENERATION,
    phase: "built",
    horizon: "",
    follows: 1,
    mutes: false,
  };
  const place = feedPlace(READER, DEFAULT_FLAG, GENERATION);
  const rows = Array.from({ length: ROWS }, (_row, index) =>
    rowItem(place, entryAt(now - index * 1000), now + ROW_LIFE),
  );
  await batchWrite(table, [state, ...rows], []);
}
