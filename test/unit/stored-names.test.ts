import { expect, test } from "vitest";
import { NO_HEAD } from "../../lib/domain/notifications/head.ts";
import { parseFeedKey } from "../../lib/store/access/feed-key-item.ts";
import { actionItem, parseAction } from "../../lib/store/actions/action-item.ts";
import { beginIncarnation } from "../../lib/store/entities/delete-entity.ts";
import { NOTHING } from "../../lib/store/entities/entities.ts";
import { parseEntity } from "../../lib/store/entities/entities.ts";
import { newGeneration, parseState, stateReset } from "../../lib/store/feeds/feed-state.ts";
import { followerItem, followingItem, parseFollow } from "../../lib/store/graph/edges.ts";
import { jobMessage } from "../../lib/store/jobs/jobs.ts";
import { removalJob } from "../../lib/store/jobs/remove.ts";
import { muteItem, parseMute } from "../../lib/store/mutes/mute-item.ts";
import { muteListItem, parseMuteList } from "../../lib/store/mutes/mute-list.ts";
import { parseHead, putHead } from "../../lib/store/notifications/heads.ts";
import { rowItems } from "../../lib/store/notifications/rows.ts";
import { eraseNotes, parseNoteState } from "../../lib/store/notifications/state.ts";
import { Memory } from "../../lib/table/memory.ts";
import { CONTEXT, type Table } from "../../lib/table/table.ts";

const client = { send: () => Promise.reject(new Error("pure")) };
const table: Table = { ...CONTEXT, name: "t", memory: new Memory(), client };
const ann = { model_type: "user", id: "ann" };
const bob = { model_type: "user", id: "bob" };
const TIME = "2025-01-01T00:00:00.000Z";
const body = { actor: ann, verb: "v", public: true };
const action = {
  ...{ position: `${TIME}#a`, version: 1, fingerprint: "f", body },
  incarnations: { actor: 2 },
};
const follow = {
  ...{ follower: ann, followed: bob, flag: "f", started: TIME, actorOnly: true, nonce: "n" },
  ...{ followerIncarnation: 2, followedIncarnation: 3 },
};
const mute = {
  ...{ muter: ann, muted: bob, since: TIME, until: undefined },
  ...{ muterIncarnation: 2, mutedIncarnation: 3 },
};
const list = { version: 1, incarnation: 2, muted: {} };
const head = { ...NO_HEAD, version: 1, verb: "v", incarnation: 2 };
const key = { id: "i", owner: "o", slot: "s", path: "/p", stream: "s", created: TIME };

// Tables and queued jobs outlive a release, so an incarnation is stored under its former name.
test("an incarnation is stored as `epoch`", () => {
  expect(actionItem(action, 0)).toMatchObject({ epochs: { actor: 2 } });
  for (const item of [followingItem(follow), followerItem(follow)])
    expect(item).toMatchObject({ follower_epoch: 2, followed_epoch: 3 });
  expect(muteItem(mute)).toMatchObject({ muter_epoch: 2, muted_epoch: 3 });
  expect(muteListItem(ann, list)).toMatchObject({ epoch: 2 });
  expect(rowItems(table, { owner: ann, group: "g", incarnation: 2 }, { id: "a", actor: "b", at: 1 })).toEqual(
    [expect.objectContaining({ epoch: 2 }), expect.objectContaining({ epoch: 2 })],
  );
  expect(putHead(table, ann, "g", head).ExpressionAttributeValues).toMatchObject({ ":epoch": 2 });
  expect(removalJob(CONTEXT, ann, 2)).toMatchObject({ epoch: 2, turn: { chain: "remove#2#user#ann" } });
  for (const { UpdateExpression } of [
    beginIncarnation(table, ann, { ...NOTHING, incarnation: 1 }),
    eraseNotes(table, ann, 2, 0),
    stateReset(table, { owner: ann, flag: "f" }, 2, 0),
    newGeneration(table, follow, { change: 1, incarnation: 2, now: 0 }),
  ])
    expect(UpdateExpression).toMatch(/\bepoch = :(epoch|next)\b/);
});

// Functions of two versions share the queue while a stage is updated.
test("jobs of before there were ranges are read, and those that read no range do the whole job", () => {
  const turn = { chain: "pull#n", number: 3, nonce: "m" };
  const pulled = { job: "pull", entity: ann, switchId: "n", edges: "all", low: "user#bob", turn };
  const removed = { job: "remove", entity: ann, epoch: 2, look: "first", turn };
  for (const message of [pulled, removed]) expect(jobMessage.parse(message)).toEqual(message);
  const cutter = { chain: "pull#n", number: 0, lists: "followers" };
  const range = { cutter, name: "all.0.1", list: "all", low: "user#b", below: "user#c", waits: 1 };
  const whole = { job: "pull", entity: ann, switchId: "n", edges: "actor", turn };
  expect(jobMessage.parse({ ...whole, range })).toEqual({ ...whole, range });
  expect(jobMessage.parse({ ...removed, range, after: "followers" })).toEqual({
    ...removed,
    range,
    after: "followers",
  });
});

test("what is stored as `epoch` is read as an incarnation", () => {
  expect(parseAction(actionItem(action, 0))).toMatchObject(action);
  expect(parseFollow(followingItem(follow))).toEqual(follow);
  expect(parseMute(muteItem(mute))).toEqual(mute);
  expect(parseMuteList(muteListItem(ann, list))).toEqual(list);
  expect(parseEntity({ pk: "e", epoch: 2 }).incarnation).toBe(2);
  expect(parseState({ generation: 1, phase: "stale", bumped_at: 0, epoch: 2 }).incarnation).toBe(2);
  expect(parseNoteState({ epoch: 2 }).incarnation).toBe(2);
  expect(parseFeedKey({ ...key, epoch: 2 }).incarnation).toBe(2);
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = putHead(
    table,
    ann,
    "g",
    head,
  );
  const item = Object.fromEntries(
    Object.entries(names).map(([placeholder, name]) => [
      name,
      values[placeholder.replace("#", ":") as never],
    ]),
  );
  expect(parseHead({ ...item, sk: "head#g" }).incarnation).toBe(2);
});
