import * as z from "zod/mini";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { HOUR } from "../../domain/time.ts";
import { removalChain } from "../../table/keys.ts";
import { endDeletion } from "../entities/delete-entity.ts";
import type { Chance } from "../../table/table.ts";
import { ABOUT, type Job, type JobPorts } from "./job.ts";
import type { List } from "./lists.ts";
import { CUTTABLE, STEPS, purge, removalList } from "./purge.ts";
import { beginRanges } from "./range-work.ts";
import { firstTurn, nextTurn } from "./turns.ts";

/** Longer than any index was throttled. */
const LAST_LOOK_AFTER = 25 * HOUR;

const schema = z.object({
  job: z.literal("remove"),
  ...ABOUT,
  epoch: z.int(),
  look: z.enum(["first", "second", "last"]),
  until: z.optional(z.number()),
  /** What ranges have done in this look. Functions of older versions look at it again. */
  after: z.optional(z.enum(CUTTABLE)),
  /** Where a slice has stopped. Functions of older versions begin anew. */
  from: z.optional(z.object({ step: z.enum(STEPS), low: z.optional(z.string()) })),
});

type Message = z.output<typeof schema>;

/** The first message of a removal. A second one for the same incarnation does nothing. */
export const removalJob = (chance: Chance, entity: EntityRef, incarnation: Incarnation): Message => ({
  ...{
    job: "remove",
    entity,
    epoch: incarnation,
    look: "first",
    turn: firstTurn(chance, removalChain(entity, incarnation)),
  },
});

const remainsOf = ({ entity, epoch: incarnation }: Message, { now }: JobPorts<Message>) => ({
  ...{ entity, incarnation, now },
});

/** Removes what a deleted entity left: twice, because indexes lag, and again a day later. */
export const remove: Job<typeof schema> = {
  schema,
  async run(message, ports) {
    const { table, now, deadline, enqueueNext, onWork } = ports;
    const { entity, epoch: incarnation, look, until = 0 } = message;
    if (now() < until) {
      await enqueueNext(message, "much later");
      return false;
    }
    const onProgress = (removed: object) =>
      onWork("removing what a deleted entity left", { entity, incarnation, look, ...removed });
    const { after, from } = message;
    const anew = { ...message, after: undefined, from: undefined };
    const rest = await purge(table, { ...remainsOf(message, ports), deadline, onProgress, after, from });
    if (rest?.cut !== undefined) await beginRanges(ports, { ...anew, after: rest.cut.what }, rest.cut);
    else if (rest !== undefined) await enqueueNext({ ...message, from: rest.from }, "at once");
    if (rest !== undefined) return false;
    if (look === "first") await enqueueNext({ ...anew, look: "second" }, "later");
    if (look !== "second") return false;
    await endDeletion(table, entity, incarnation);
    await enqueueNext({ ...anew, look: "last", until: now() + LAST_LOOK_AFTER }, "much later");
    onWork("nothing is left of a deleted entity", { entity, incarnation });
    return true;
  },
  listOf: (message, range, ports) => removalList(ports.table, remainsOf(message, ports), range.list) as List,
  async afterRanges(message, { cutter }, { table, enqueueJobs }) {
    await enqueueJobs([{ ...message, range: undefined, turn: nextTurn(table, cutter) }], "at once");
    return false;
  },
};
