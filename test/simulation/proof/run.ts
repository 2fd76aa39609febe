import { limits } from "../../../lib/domain/limits.ts";
import { ANY_FLAG } from "../../../lib/domain/follow.ts";
import { parseAction, isAction } from "../../../lib/store/action-item.ts";
import { parseFollow } from "../../../lib/store/edges.ts";
import { parseEntity } from "../../../lib/store/entities.ts";
import { outside } from "../../../lib/store/outside.ts";
import { publicStream } from "../../../lib/store/streams.ts";
import { PREFIX } from "../../../lib/contract/table.ts";
import { Doings, begin } from "./operations.ts";
import { type Truth, feedOf, followersOf, remains, shown } from "./oracle.ts";
import { NOTHING_PLANTED, type Plant } from "./plants.ts";
import { FLAGS, PEOPLE, type Program, VERBS } from "./programs.ts";
import { readPages } from "./read.ts";
import { World } from "./world.ts";

/** Small sizes, so that small programs meet every border; restored by whoever set them. */
const SMALL = { window: 3, pulled: 2, inPlace: 1, chunk: 2, states: 2, page: 3 };

/** Runs a program. @returns what was not as the definition says, or `undefined` */
export async function run({ seed, harshness, steps }: Program, plant: Plant = NOTHING_PLANTED): Promise<string | undefined> {
  const world = new World(seed, harshness, plant);
  const before = [{ ...limits }, { ...outside }] as const;
  let ids = 0;
  Object.assign(limits, SMALL, plant.limits);
  Object.assign(outside, {
    sleep: world.scheduler.sleep,
    random: () => world.random.next(),
    id: () => `z${String(ids++).padStart(6, "0")}`,
    nonce: () => `n${ids++}`,
  });
  try {
    const doings = new Doings();
    for (const { op, wait } of steps) {
      await world.scheduler.advance(wait);
      await begin(world, doings, op);
    }
    await world.quieten();
    return (await verdict(world, doings)) ?? (await verdict(world, doings));
  } finally {
    Object.assign(limits, before[0]);
    Object.assign(outside, before[1]);
  }
}

/** What is stored, looked at behind the code's back. */
function truthOf(world: World): Truth {
  const items = world.table.items();
  const under = (prefix: string) => items.filter(({ pk }) => (pk as string).startsWith(prefix));
  return {
    actions: under(PREFIX.action).filter(isAction).map(parseAction),
    follows: under(PREFIX.following).map(parseFollow),
    epochs: new Map(
      under(PREFIX.entity).map((item) => [(item["pk"] as string).slice(PREFIX.entity.length), parseEntity(item).epoch]),
    ),
  };
}

async function verdict(world: World, doings: Doings): Promise<string | undefined> {
  const truth = truthOf(world);
  const stored = new Set(truth.actions.map(({ position }) => position));
  for (const [id, { position, body }] of doings.acknowledged) {
    const parts = [body.actor, body.target, body.action_object].map((part) => part && `${part.model_type}:${part.id}`);
    const threatened = doings.threatened.has(id) || parts.some((part) => part !== undefined && doings.threatened.has(part));
    if (!threatened && !stored.has(position)) return `acknowledged and lost: ${id}`;
  }
  const left = remains(truth);
  if (left.length > 0) return `left of a deleted entity: ${left.join(", ")}`;
  for (let index = 0; index < PEOPLE; index++) {
    const wrong = await verdictOf(world, truth, index);
    if (wrong !== undefined) return wrong;
  }
  return compare(
    "the public stream",
    await listed(world),
    truth.actions
      .filter(({ body }) => body.public)
      .map(shown)
      .sort()
      .reverse(),
  );
}

async function verdictOf(world: World, truth: Truth, index: number): Promise<string | undefined> {
  const owner = world.person(index);
  const stored = world.table.contents.get(`${PREFIX.entity}user#${index}`, "ENTITY");
  const followers = stored === undefined ? 0 : parseEntity(stored).followers;
  if (followers !== followersOf(truth, owner)) return `followers of ${index}: ${followers}, not ${followersOf(truth, owner)}`;
  for (const flag of [...FLAGS, ANY_FLAG]) {
    for (const own of [false, true]) {
      const expected = feedOf(truth, owner, flag, own);
      const size = 1 + world.random.int(4);
      const verb = world.random.chance(0.2) ? world.random.pick(VERBS) : undefined;
      const reading = { owner, flag, own, size, verb, pages: Infinity, back: world.random.chance(0.5) };
      const task = world.spawn("verdict", (table, now) => readPages(table, reading, now));
      await world.scheduler.run(() => task.outcome !== undefined);
      if (task.outcome?.state !== "done")
        return `the feed of ${index} cannot be read: ${String((task.outcome as { error?: unknown })?.error)}`;
      const { down, up } = task.outcome.value;
      const wanted = verb === undefined ? expected : expected.filter((one) => one.includes(`"verb":"${verb}"`));
      const name = `the feed of ${index}, ${flag}${own ? " and own" : ""}`;
      const wrong =
        compare(name, down.map(shown), wanted) ?? (reading.back ? compare(`${name}, upwards`, up.map(shown), wanted) : undefined);
      if (wrong !== undefined) return wrong;
    }
  }
  return undefined;
}

async function listed(world: World): Promise<string[]> {
  const task = world.spawn("verdict", async (table) => {
    const found: string[] = [];
    for await (const entry of publicStream(table, { range: {}, direction: "older", chunk: 5 })) found.push(shown(entry));
    return found;
  });
  await world.scheduler.run(() => task.outcome !== undefined);
  return task.outcome?.state === "done" ? task.outcome.value : ["the public stream cannot be read"];
}

function compare(name: string, got: readonly string[], wanted: readonly string[]): string | undefined {
  if (JSON.stringify(got) === JSON.stringify(wanted)) return undefined;
  const missing = wanted.filter((one) => !got.includes(one));
  const extra = got.filter((one) => !wanted.includes(one));
  const order =
    missing.length + extra.length === 0 ? `, but order or repetition: ${got.map((one) => one.slice(0, 40)).join("; ")}` : "";
  return `${name}: missing [${missing.join("; ")}], not wanted [${extra.join("; ")}]${order}`;
}
