import * as z from "zod/mini";
import type { EntityRef } from "../../domain/entity.ts";
import { switchChain } from "../../table/keys.ts";
import { endPull, followersToTell } from "../feeds/pull-switch.ts";
import type { Chance } from "../../table/table.ts";
import { ABOUT, type Job, type JobPorts } from "./job.ts";
import { type List, type Lists, workThrough } from "./lists.ts";
import { beginRanges } from "./range-work.ts";
import { firstTurn } from "./turns.ts";

const schema = z.object({
  job: z.literal("pull"),
  ...ABOUT,
  switchId: z.string(),
  /** Where slices of older versions go on. */
  edges: z.enum(["actor", "all"]),
  low: z.optional(z.string()),
});

type Message = z.output<typeof schema>;

/** The first message of a switch. A second one for the same switch does nothing. */
export const pullJob = (chance: Chance, entity: EntityRef, switchId: string): Message => ({
  ...{ job: "pull", entity, switchId, edges: "actor", turn: firstTurn(chance, switchChain(switchId)) },
});

const listsOf = ({ entity, edges }: Message, { table, now }: JobPorts<Message>): Lists => {
  const list = (one: "actor" | "all"): List => followersToTell(table, { entity, edges: one }, now);
  return edges === "actor" ? { actor: list("actor"), all: list("all") } : { all: list("all") };
};

async function end(message: Message, { table, onWork }: JobPorts<Message>): Promise<boolean> {
  const { entity } = message;
  const ended = await endPull(table, message);
  onWork(ended ? "an entity is pulled from now on" : "a switch to pulling was given up", { entity });
  return true;
}

export const pull: Job<typeof schema> = {
  schema,
  async run(message, ports) {
    const { table, now, deadline } = ports;
    const { edges, low } = message;
    const lists = listsOf(message, ports);
    const reached = new Map(low === undefined ? [] : [[edges, low]]);
    for await (const { isLast } of workThrough(table, lists, reached)) {
      if (isLast || now() < deadline) continue;
      await beginRanges(ports, { ...message, low: undefined }, { what: "followers", lists, reached });
      return false;
    }
    return end(message, ports);
  },
  listOf: (message, range, ports) => listsOf(message, ports)[range.list] as List,
  afterRanges: (message, _range, ports) => end(message, ports),
};
