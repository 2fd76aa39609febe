import { TransactionCanceledException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newAction } from "../../lib/domain/action.ts";
import { putApiKey, revokeApiKey } from "../../lib/store/access/api-keys.ts";
import { DAY } from "../../lib/domain/time.ts";
import { raiseBound } from "../../lib/store/entities/bounds.ts";
import { deleteEntity, endDeletion } from "../../lib/store/entities/delete-entity.ts";
import { putEntity, putEntityIf } from "../../lib/store/entities/put-entity.ts";
import { countFollowers } from "../../lib/store/graph/follow-counts.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { postFollow, postUnfollow } from "../../lib/store/graph/post-follow.ts";
import { AGAIN, withBackoff } from "../../lib/table/retry.ts";
import type { Table } from "../../lib/table/table.ts";
import { NOW, post, user } from "../simulation/patterns/world.ts";
import { Scheduler } from "../simulation/scheduler.ts";
import { SimulatedTable } from "../simulation/simulated-table.ts";

const ATTEMPTS = 10;
const [ann, bob] = [user("ann"), user("bob")];

let scheduler: Scheduler;
let simulated: SimulatedTable;
let table: Table;
/** The names of the commands sent. */
let sent: string[];
/** What happens to a command instead of being sent. */
let fault: (name: string) => void;

beforeEach(() => {
  scheduler = new Scheduler(3, { selfDriven: true });
  simulated = new SimulatedTable(scheduler, { name: "t" });
  sent = [];
  fault = () => undefined;
  const send = (command: object) => {
    sent.push(command.constructor.name);
    fault(command.constructor.name);
    return simulated.client.send(command as never);
  };
  table = { ...simulated.open(undefined), client: { send: send as never } };
});
afterEach(() => void vi.restoreAllMocks());

const isWrite = (name: string) => /^(Put|Update|Delete|TransactWrite)/.test(name);
const conflict = () => new TransactionConflictException({ message: "", $metadata: {} });
const cancelled = () =>
  new TransactionCanceledException({
    message: "",
    $metadata: {},
    CancellationReasons: [{ Code: "TransactionConflict" }],
  });

test("retries within a retry share its attempts, and do not multiply them", async () => {
  const calls = { outer: 0, inner: 0 };
  const inner = () => withBackoff(table, async () => (++calls.inner % 4 === 0 ? "done" : AGAIN));
  const outer = withBackoff(table, async () => {
    calls.outer++;
    await inner();
    return AGAIN;
  });
  await expect(outer).rejects.toMatchObject({ code: "unavailable" });
  expect(calls.outer + calls.inner).toBeLessThanOrEqual(ATTEMPTS + calls.outer + 1);
  // What begins afterwards has all of its own.
  expect(await inner()).toBe("done");
});

const follow = {
  callerKey: "t",
  follower: ann,
  followed: bob,
  actorOnly: true,
  sendAction: true,
  started: undefined,
};
const edge = {
  follower: bob,
  followed: ann,
  flag: "following",
  started: "2025-01-01T00:00:00.000Z",
  actorOnly: true,
};
const counted = {
  ...edge,
  edges: "actor",
  nonce: "n",
  counted: false,
  followerIncarnation: 0,
  followedIncarnation: 0,
} as const;

test.each<[string, () => Promise<unknown>]>([
  ["a post", () => post(table, ann, "one")],
  [
    "a post that renames",
    () => post(table, ann, "two", { target: { model_type: "repository", id: "1", name: "New" } }),
  ],
  ["a follow", () => postFollow(table, { ...follow, flag: "watching" }, NOW)],
  ["an unfollow of every flag", () => postUnfollow(table, { ...follow, flag: "*" }, NOW)],
  ["a put", () => putEntity(table, ann, {})],
  ["a put under a condition", () => putEntityIf(table, ann, {}, () => undefined)],
  ["a deletion", () => deleteEntity(table, ann, NOW)],
  ["the end of a deletion", () => endDeletion(table, ann, 1)],
  ["a count", () => countFollowers(table, ann, [{ gone: undefined, come: counted }], NOW)],
  ["a service's key", () => putApiKey(table, "key", { name: "one", scopes: ["read"] })],
  ["a revoked key", () => revokeApiKey(table, "there")],
])("%s makes ten attempts where a conflict never ends", async (_what, work) => {
  await putApiKey(table, "other", { name: "there", scopes: ["read"] });
  await postFollow(table, { ...follow, flag: "following" }, NOW);
  sent = [];
  fault = (name) => {
    if (isWrite(name)) throw name === TransactWriteCommand.name ? cancelled() : conflict();
  };
  await expect(work()).rejects.toMatchObject({ code: "unavailable" });
  expect(sent.filter(isWrite)).toHaveLength(ATTEMPTS);
});

test("many posts at once that each rename the same target take a few attempts each", async () => {
  const POSTS = 40;
  simulated.faults = { ...simulated.faults, locks: true };
  const rename = (index: number) => {
    const target = { model_type: "repository", id: "crython", name: `Crython ${index}` };
    const input = newAction.parse({ verb: "said", target });
    return postAction(table, { callerKey: "t", actor: user(String(index)), input }, NOW);
  };
  const actors = Array.from({ length: POSTS }, (_, index) => user(String(index)));
  const [name, to, unknown] = ["acted" as const, NOW + DAY, NOW + DAY];
  for (const entity of [...actors, { model_type: "repository", id: "crython" }])
    await raiseBound(table, { entity, name, to, unknown });
  sent = [];
  const posted = await Promise.all(actors.map((_actor, index) => rename(index)));
  expect(posted.every(({ created }) => created)).toBe(true);
  // The first look finds another's name soon; the second sees it there, and only posts.
  expect(sent.filter(isWrite).length).toBeLessThanOrEqual(3 * POSTS);
});
