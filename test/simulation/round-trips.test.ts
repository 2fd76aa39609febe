import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EntityRef, type EntitySnapshot, parseEntityKey } from "../../lib/domain/entity.ts";
import {
  type PresentedFollow,
  type PresentedMergedFollow,
  type StoredFollow,
  mergeFollows,
} from "../../lib/domain/follow.ts";
import type { Mute, PresentedMute } from "../../lib/domain/mute.ts";
import type { Head, Member, Shown } from "../../lib/domain/notifications/head.ts";
import { nonBlank } from "../../lib/domain/text.ts";
import { linksOf } from "../../lib/http/links.ts";
import { presentCounted, presentEntity, presentFollow, presentMute } from "../../lib/http/present.ts";
import { type CountedEntity, getEntity } from "../../lib/store/entities/counted-entities.ts";
import { putEntity } from "../../lib/store/entities/put-entity.ts";
import {
  type FollowerEdge,
  followerEdges,
  followerItem,
  followingItem,
  getFollows,
} from "../../lib/store/graph/edges.ts";
import { getMute, muteItem } from "../../lib/store/mutes/mute-item.ts";
import { getHead, putHead } from "../../lib/store/notifications/heads.ts";
import type { Table } from "../../lib/table/table.ts";
import { edgeClass } from "../../lib/table/keys.ts";
import { wrongWith } from "../support/openapi.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

/**
 * Every field goes the whole way: stored, read and shown as the description says. The compiler asks the
 * tables below for a new field.
 */
type Each<T> = { readonly [Field in keyof Required<T>]: fc.Arbitrary<T[Field]> };

const RUNS = { numRuns: 40 };
const links = linksOf("https://streams.example", "/");
const newTable = (): Table => new SimulatedTable(new Scheduler(1, { selfDriven: true }));

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const entity: fc.Arbitrary<EntityRef> = fc.record({
  model_type: fc.constantFrom("user", "repository", "site"),
  id: fc.oneof(word, fc.constantFrom("a#b", "\u00e9\ud83d\ude00", "c:d")),
});
const time = fc.integer({ min: 0, max: 2 ** 41 }).map((at) => new Date(at).toISOString());
const count = fc.nat(5);

const FOLLOW: Each<StoredFollow> = {
  follower: entity,
  followed: entity,
  flag: fc.constantFrom("following", "f-1", "a_b"),
  started: time,
  actorOnly: fc.boolean(),
  nonce: word,
  followerIncarnation: count,
  followedIncarnation: count,
};

const bare = (ref: EntityRef) => presentEntity(links, ref, {});

test("no field of a follow is lost on either side, nor in what is shown", async () => {
  await fc.assert(
    fc.asyncProperty(fc.record(FOLLOW), async (follow) => {
      const table = newTable();
      for (const Item of [followingItem(follow), followerItem(follow)])
        await table.client.send(new PutCommand({ TableName: table.name, Item }));
      expect(await getFollows(table, [follow], true)).toEqual([follow]);

      const edges = edgeClass(follow.actorOnly);
      const { started: _started, actorOnly: _actorOnly, ...side } = follow;
      const [found] = await followerEdges(table, { entity: follow.followed, edges }, {}, 2);
      expect(found?.edge).toEqual({ ...side, edges, counted: false } satisfies FollowerEdge);

      const one = {
        started: follow.started,
        flag: follow.flag,
        actor_only: follow.actorOnly,
        user: bare(follow.follower),
        follow_object: bare(follow.followed),
      } satisfies PresentedFollow;
      expect(presentFollow(follow, bare)).toEqual(one);
      expect(wrongWith({ $ref: "#/components/schemas/Follow" }, one)).toBeUndefined();
      const { flag, ...rest } = one;
      const merged = { ...rest, flags: [flag] } satisfies PresentedMergedFollow;
      expect(presentFollow(mergeFollows([follow]), bare)).toEqual(merged);
      expect(wrongWith({ $ref: "#/components/schemas/MergedFollow" }, merged)).toBeUndefined();
    }),
    RUNS,
  );
});

const MUTE: Each<Mute> = {
  muter: entity,
  muted: entity,
  since: time,
  until: fc.option(time, { nil: undefined }),
  muterIncarnation: count,
  mutedIncarnation: count,
};

test("no field of a mute is lost between being stored and being shown", async () => {
  await fc.assert(
    fc.asyncProperty(fc.record(MUTE), async (mute) => {
      const table = newTable();
      await table.client.send(new PutCommand({ TableName: table.name, Item: muteItem(mute) }));
      const read = await getMute(table, mute.muter, mute.muted);
      expect(read).toEqual(mute);
      const muted = bare(mute.muted);
      const shown = presentMute(read as Mute, muted);
      expect(shown).toEqual({ muted, since: mute.since, until: mute.until ?? null } satisfies PresentedMute);
      expect(wrongWith({ $ref: "#/components/schemas/Mute" }, shown)).toBeUndefined();
    }),
    RUNS,
  );
});

/** As the border lets it in: a name of blanks is refused there. */
const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .filter((text) => nonBlank(255).safeParse(text).success);
/** Of users: what is shown, and what is hidden. */
const ATTRIBUTES = {
  name,
  html_url: fc.webUrl(),
  username: word,
  avatar_url: fc.webUrl(),
  email: fc.emailAddress(),
};

test("no attribute of an entity is lost, and only the hidden ones are not shown", async () => {
  const attributes = fc
    .record(ATTRIBUTES, { requiredKeys: [] })
    .filter((some) => Object.keys(some).length > 0);
  await fc.assert(
    fc.asyncProperty(word, attributes, async (id, given) => {
      const table = newTable();
      const user = { model_type: "user", id };
      const { revision } = await putEntity(table, user, given);
      const read = await getEntity(table, user);
      const counts = { followers: 0, following: 0 };
      const stored: CountedEntity = { attributes: given, incarnation: 0, revision, ...counts };
      expect(read).toEqual(stored);
      const shown = presentCounted(links, user, stored);
      const { email: _email, ...visible } = given;
      expect(shown).toEqual({ ...bare(user), ...visible, followers_count: 0, following_count: 0 });
      expect(wrongWith({ $ref: "#/components/schemas/EntityWithCounts" }, shown)).toBeUndefined();
    }),
    RUNS,
  );
});

const key = fc.constantFrom("user#ann", "user#bob", "repository#a#b");
const at = fc.integer({ min: 8, max: 2 ** 41 });
const optionalKey = fc.option(key, { nil: undefined });

const MEMBER: Each<Member> = {
  id: word,
  actor: key,
  at,
  since: fc.constantFrom(undefined, 7),
  hidden: fc.constantFrom(undefined, true),
  o: optionalKey,
  t: optionalKey,
  copied: fc.constantFrom(undefined, true),
};

const snapshot = key.map((some) => parseEntityKey(some) as EntitySnapshot);

const SHOWN: Each<Shown> = {
  actors: fc.array(fc.record({ of: word, entity: snapshot }), { maxLength: 3 }),
  target: fc.option(snapshot, { nil: undefined }),
  action_object: fc.option(snapshot, { nil: undefined }),
  same: fc.record({ target: fc.boolean(), action_object: fc.boolean() }),
  hasObject: fc.boolean(),
  latest: fc.record({ id: word, timestamp: time, description: fc.option(name) }),
};

const HEAD: Each<Head> = {
  version: fc.constant(1),
  incarnation: count,
  verb: name,
  high: at,
  gone: at,
  newest: at,
  first: at,
  actions: count,
  actors: count,
  more: fc.boolean(),
  members: fc.array(fc.record(MEMBER), { maxLength: 4 }),
  shown: fc.record(SHOWN),
};

test("no field of a notification's head is lost, and what a group no longer shows goes", async () => {
  const ann = { model_type: "user", id: "ann" };
  const group = "0".repeat(32);
  await fc.assert(
    fc.asyncProperty(fc.record(HEAD), async (head) => {
      const table = newTable();
      await table.client.send(new UpdateCommand(putHead(table, ann, group, head)));
      expect(await getHead(table, ann, group)).toEqual({ ...head, id: group, seen: 0, read: 0 });

      const emptied = { ...head, version: 2, newest: 0, shown: undefined };
      await table.client.send(new UpdateCommand(putHead(table, ann, group, emptied)));
      expect(await getHead(table, ann, group)).toEqual({ ...emptied, id: group, seen: 0, read: 0 });
    }),
    RUNS,
  );
});
