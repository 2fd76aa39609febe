import { newEntry } from "../../../lib/domain/action.ts";
import { type EntityRef, entityKey, sameEntity } from "../../../lib/domain/entity.ts";
import { DEFAULT_FLAG } from "../../../lib/domain/follow.ts";
import { tooManyPosts } from "../../../lib/domain/hot.ts";
import { DAY, HOUR, SECOND, toTimestamp } from "../../../lib/domain/time.ts";
import { actionItem } from "../../../lib/store/actions/action-item.ts";
import { followerItem, followingItem } from "../../../lib/store/graph/edges.ts";
import {
  entityItemKey,
  feedStateKey,
  listShardsKey,
  pulledName,
  spreadName,
} from "../../../lib/table/keys.ts";
import type { SimulatedTable } from "../simulated-table.ts";
import { type Item, storedItem } from "../values.ts";
import { HOT, MIX, type Wish, actorOf, person, targetOf, wishOf } from "./mix.ts";

const GENERATION = 1;
const MINUTE = 60 * SECOND;
/** Feeds that nobody has read for so long are asleep. */
const LONG = 20 * DAY;

interface Seeded {
  readonly scale: number;
  /** Over which the hot repository is spread. */
  readonly keys: number;
}

/** Fills a table with people, their states and whom they follow, past all functions. */
export function seed(table: SimulatedTable, { scale, keys }: Seeded, now: number): void {
  const { random } = table;
  const put = (item: Item) => table.contents.write(String(item["pk"]), String(item["sk"]), storedItem(item));
  const people = MIX.people / scale;
  const wishes = Array.from({ length: people }, () => wishesOf(table));
  const counts = new Map<string, { entity: EntityRef; count: number }>();
  for (const { followed } of wishes.flat()) {
    const known = counts.get(entityKey(followed)) ?? { entity: followed, count: 0 };
    counts.set(entityKey(followed), { ...known, count: known.count + 1 });
  }
  const posts = postsOf(table, scale);
  const hot = hotOf(table, counts, posts);
  seedPosts(posts, hot, now, put);
  const isPulled = ({ followed }: Wish) =>
    hot.has(entityKey(followed)) ||
    (counts.get(entityKey(followed))?.count ?? 0) >= MIX.celebrityFollowers / scale;
  for (const { entity, count } of counts.values())
    put({
      ...entityItemKey(entity),
      followers: count,
      ...(isPulled({ followed: entity, actorOnly: true }) && { pull_mode: "pull" }),
      ...(keys > 1 && sameEntity(entity, HOT) && { pull_mode: "pull", spread: keys }),
    });
  if (keys > 1) put({ ...listShardsKey, spread: new Set([spreadName(HOT, keys)]) });
  for (const [index, own] of wishes.entries()) {
    const follower = person(index);
    const isAwake = index < MIX.awake * people;
    for (const [at, { followed, actorOnly }] of own.entries()) {
      const follow = {
        ...{ follower, followed, flag: DEFAULT_FLAG, started: toTimestamp(now - LONG), actorOnly },
        ...{ nonce: `s${index}-${at}`, followerIncarnation: 0, followedIncarnation: 0 },
      };
      put({ ...followerItem(follow), counted: true });
      if (isAwake) put(followingItem(follow));
    }
    const pulled = new Set(
      own.filter(isPulled).map(({ followed, actorOnly }) => pulledName({ entity: followed, actorOnly })),
    );
    const read = isAwake ? now - HOUR * random.next() : now - LONG;
    put({
      ...feedStateKey(follower, DEFAULT_FLAG),
      ...{ generation: GENERATION, phase: "built", horizon: "", follows: own.length, mutes: false },
      ...{ bumped_at: now - LONG, pulled_at: now - HOUR, last_read: read, asleep_after: 4 * DAY },
      ...(pulled.size > 0 && { pulled }),
    });
  }
}

interface Post {
  readonly actor: EntityRef;
  readonly target: EntityRef;
}

/** A minute of posts, of before. */
const postsOf = ({ random }: SimulatedTable, scale: number): Post[] =>
  Array.from({ length: Math.round((MIX.posts * MINUTE) / SECOND / scale) }, () => ({
    actor: actorOf(random),
    target: targetOf(random),
  }));

/** Whom the functions behind the stream would have had pulled by now. */
function hotOf(
  { limits }: SimulatedTable,
  counts: ReadonlyMap<string, { readonly count: number }>,
  posts: readonly Post[],
): ReadonlySet<string> {
  const met = new Map<string, number>();
  for (const entity of posts.flatMap(({ actor, target }) => [actor, target]))
    met.set(entityKey(entity), (met.get(entityKey(entity)) ?? 0) + 1);
  const hot = [...met].filter(([key, times]) => {
    const followers = counts.get(key)?.count ?? 0;
    const { posts: most, within } = tooManyPosts(followers, limits.hotFrom);
    return followers > 0 && (times * within) / MINUTE >= most;
  });
  return new Set(hot.map(([key]) => key));
}

/** Who is hot stays so only while their posts are found. */
function seedPosts(
  posts: readonly Post[],
  hot: ReadonlySet<string>,
  now: number,
  put: (item: Item) => void,
): void {
  for (const [index, post] of posts.entries()) {
    const isCounted = ({ actor, target }: Post) =>
      hot.has(entityKey(actor)) || (hot.has(entityKey(target)) && !sameEntity(target, HOT));
    if (!isCounted(post)) continue;
    const at = now - (MINUTE * (posts.length - index)) / posts.length;
    const entry = newEntry(`before-${index}`, toTimestamp(at), {
      ...{ actor: { ...post.actor }, target: { ...post.target } },
      ...{ verb: "pushed", public: true },
    });
    put(actionItem({ ...entry, fingerprint: "" }, at));
  }
}

/** Each followed once. */
function wishesOf({ random }: SimulatedTable): Wish[] {
  const wishes = Array.from({ length: MIX.followed }, () => wishOf(random));
  return [...new Map(wishes.map((wish) => [entityKey(wish.followed), wish])).values()];
}
