import { expect, test } from "vitest";
import { compareUtf8 } from "../../lib/domain/text.ts";
import {
  type Key,
  actionKey,
  actionPartition,
  arrivedPosition,
  hiddenPosition,
  apiKeyKey,
  apiKeyNameKey,
  entityItemKey,
  feedPlace,
  findKey,
  findPartition,
  findRange,
  findRefOf,
  feedStateKey,
  followListPartition,
  followPosition,
  followerKey,
  followingKey,
  muteKey,
  muteListKey,
  mutedPartition,
  noteActorKey,
  noteHeadKey,
  noteHiddenKey,
  noteMutesKey,
  memberPlace,
  noteRowKey,
  noteStateKey,
  parseFeedPartition,
  parseMuteKey,
  listShardsKey,
  publicStreamPlace,
  rangeChain,
  rangesKey,
  rateKey,
  rowKey,
  secretKey,
  parseSpreadName,
  spreadName,
  toKey,
  turnKey,
  typeStreamPlace,
  uncountedKey,
} from "../../lib/table/keys.ts";

const alice = { model_type: "user", id: "alice" };
const crython = { model_type: "repository", id: "a#b" };
const edge = { follower: alice, followed: crython, flag: "watching" };
const position = "2026-01-01T00:00:00.000Z#x";

/** Every key as tables hold it. A change here is a migration: docs/operations.md says how to go about it. */
test.each<[string, Key, string, string]>([
  ["an action", actionKey("x"), "ACTION#x", "ACTION"],
  ["whom it tells", toKey("x"), "ACTION#x", "TO"],
  ["an entity", entityItemKey(crython), "ENTITY#repository#a#b", "ENTITY"],
  ["the follower's side of a follow", followingKey(edge), "FOLLOWING#user#alice", "watching#repository#a#b"],
  [
    "the followed's side",
    followerKey(edge, "actor"),
    "FOLLOWERS#actor#repository#a#b",
    "user#alice\u001fwatching",
  ],
  [
    "the same, of every role",
    followerKey(edge, "all"),
    "FOLLOWERS#all#repository#a#b",
    "user#alice\u001fwatching",
  ],
  ["the end of a counted follow", uncountedKey("n"), "UNCOUNTED#n", "UNCOUNTED"],
  ["the state of a feed", feedStateKey(alice, "watching"), "FEED#watching#user#alice", "~"],
  [
    "a row of a feed",
    rowKey(feedPlace(alice, "watching", 7), position),
    "FEED#watching#user#alice",
    `0000000007#${position}`,
  ],
  ["a row of the public stream", rowKey(publicStreamPlace(0), position), "STREAM#public", position],
  ["a row of its fourth shard", rowKey(publicStreamPlace(3), position), "STREAM#public#3", position],
  ["a row of a type's stream", rowKey(typeStreamPlace("user", 0), position), "STREAM#type#user", position],
  ["a row of another shard", rowKey(typeStreamPlace("user", 9), position), "STREAM#type#user#9", position],
  ["the shards of listed streams", listShardsKey, "LISTSHARDS", "SHARDS"],
  ["a name", findKey(alice, "éa"), "FIND#user#é#3", "éa\u001falice"],
  ["an id that begins with what divides", findKey(crython, "#a"), "FIND#repository###1", "#a\u001fa#b"],
  ["a mute", muteKey(alice, crython), "MUTE#user#alice", "repository#a#b"],
  ["an entity's list of mutes", muteListKey(alice), "MUTES#user#alice", "MUTES"],
  ["the state of notifications", noteStateKey(alice), "NOTE#user#alice", "~"],
  ["the mutes that they obey", noteMutesKey(alice), "NOTE#user#alice", "~MUTES"],
  ["a group of notifications", noteHeadKey(alice, "4ffa"), "NOTE#user#alice", "G#4ffa"],
  ["what is hidden in it", noteHiddenKey(alice, "4ffa"), "NOTE#user#alice", "H#4ffa"],
  [
    "a member of it",
    noteRowKey(alice, "4ffa", memberPlace({ at: 1_595_000_000_001, since: 1_595_000_000_000 })),
    "NOTE#user#alice",
    "R#4ffa#1595000000000.1595000000001",
  ],
  [
    "the same by actor",
    noteActorKey(alice, "4ffa", "user#bob", "x"),
    "NOTE#user#alice",
    "P#4ffa#user#bob\u001fx",
  ],
  ["a turn of work", turnKey("pull#n", 3), "TURN#pull#n", "3"],
  [
    "the ranges that it was cut into",
    rangesKey({ chain: "pull#n", number: 3, lists: "followers" }),
    "TURN#pull#n",
    "3#RANGES#followers",
  ],
  ["a service's key", apiKeyKey("h"), "APIKEY#h", "APIKEY"],
  ["its name", apiKeyNameKey("importer"), "APIKEYS", "importer"],
  ["a caller's bucket", rateKey("service#importer"), "RATE#service#importer", "RATE"],
  ["a secret", secretKey("cursor"), "SECRET#cursor", "SECRET"],
])("the key of %s is what lies in tables", (_what, key, pk, sk) => {
  expect(key).toEqual({ pk, sk });
});

test("the chain of a range names the turn that it is of", () => {
  expect(rangeChain({ chain: "pull#n", number: 3, lists: "followers" }, "all.0.1")).toBe(
    "pull#n\u001f3#all.0.1",
  );
});

test("the partitions and positions of indexes are what lies in tables", () => {
  expect(actionPartition("public", alice)).toBe("public#user#alice");
  expect(actionPartition("private", crython)).toBe("private#repository#a#b");
  expect(actionPartition("public", alice, 0)).toBe("public#user#alice");
  expect(actionPartition("public", crython, 3)).toBe("public/3#repository#a#b");
  expect(actionPartition("private", alice, 12)).toBe("private/12#user#alice");
  expect(followListPartition("watching", alice)).toBe("watching#user#alice");
  expect(followPosition("2026-01-01T00:00:00.000Z", edge)).toBe(
    "2026-01-01T00:00:00.000Z#user#alice\u001frepository#a#b",
  );
  const group = "4ffa0123456789abcdef0123456789ab";
  expect(arrivedPosition(7, 1_595_000_000_001, group)).toBe("000007#1595000000001#4ffa01234567");
  expect(hiddenPosition(7, 1_595_000_000_001, group)).toBe("000007#1595000000001#4ffa01234567h");
  expect(mutedPartition(crython)).toBe("MUTE#repository#a#b");
});

test("the list of entities that are spread names each with its keys, whatever is in the id", () => {
  expect(spreadName(crython, 16)).toBe("16#repository#a#b");
  expect(parseSpreadName("16#repository#a#b")).toEqual({ keys: 16, entity: "repository#a#b" });
});

test("a mute's key says who mutes whom", () => {
  expect(parseMuteKey(muteKey(crython, alice))).toEqual({ muter: crython, muted: alice });
});

test("a feed's partition says whose it is, whatever is in the owner's id", () => {
  expect(parseFeedPartition(feedStateKey(crython, "watching").pk)).toEqual({
    flag: "watching",
    owner: crython,
  });
});

test("a row of a name says whose it is, whatever is in the name and the id", () => {
  for (const text of ["#", "a\u001fb", "a#b"]) expect(findRefOf(findKey(crython, text))).toEqual(crython);
});

test("names that begin with one character lie in four partitions, however alike the ids are", () => {
  const ids = Array.from({ length: 4000 }, (_none, index) => `item-${index}`);
  const heat = Map.groupBy(ids, (id) => findKey({ model_type: "item", id }, id).pk);
  expect([...heat.keys()].sort()).toEqual([0, 1, 2, 3].map((shard) => findPartition("item", "item", shard)));
  for (const some of heat.values()) expect(some.length).toBeLessThan(1200);
});

test("the range of a beginning holds all that begins so, be it the last character there is", () => {
  const { low, high } = findRange("a");
  for (const text of ["a", "ab", "a\u{10ffff}", `a${"\u{10ffff}".repeat(174)}`]) {
    const { sk } = findKey(alice, text);
    expect([compareUtf8(low, sk), compareUtf8(sk, high)]).toEqual([-1, -1]);
  }
  expect(compareUtf8(findKey(alice, "b").sk, high)).toBe(1);
});
