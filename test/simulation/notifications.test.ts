import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type StoredAction, entryId, newAction, patched } from "../../lib/domain/action.ts";
import { type EntityRef, entityKey, sameEntity } from "../../lib/domain/entity.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { groupIdOf } from "../../lib/domain/notifications/group-id.ts";
import { SECOND } from "../../lib/domain/time.ts";
import { patchedRecipients } from "../../lib/domain/recipients.ts";
import { splitPosition } from "../../lib/domain/position.ts";
import { deleteAction, getAction, updateAction } from "../../lib/store/actions/actions.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { purge } from "../../lib/store/jobs/purge.ts";
import { deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import { recipientsOf } from "../../lib/store/actions/recipients.ts";
import { deleteMute, mutesOf, putMute } from "../../lib/store/mutes/mutes.ts";
import { NO_HEAD } from "../../lib/domain/notifications/head.ts";
import { type Arrival, visible } from "../../lib/store/notifications/arrivals.ts";
import { NOTHING, countsOf, markGroups } from "../../lib/store/notifications/counts.ts";
import { Draft } from "../../lib/store/notifications/draft.ts";
import { parseHead } from "../../lib/store/notifications/heads.ts";
import { rowItems } from "../../lib/store/notifications/rows.ts";
import { HEAD_KIND } from "../../lib/contract/table.ts";
import { arrivedPosition, muteListKey, noteHeadKey } from "../../lib/table/keys.ts";
import { batchWrite } from "../../lib/table/batch.ts";
import type { Table } from "../../lib/table/table.ts";
import { dismiss } from "../../lib/store/notifications/members.ts";
import { obeyedState } from "../../lib/store/notifications/obey-mutes.ts";
import { getHeads, newestGroups } from "../../lib/store/notifications/page.ts";
import { reconcile, seedOf } from "../../lib/store/notifications/reconcile.ts";
import { notifications } from "../../lib/store/projections/notifications.ts";
import { user } from "./patterns/world.ts";
import { between } from "./proof/plants/between.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";
import type { StreamRecord } from "./stream.ts";

/**
 * Notifications while actions come, change and go and their records are handled late, twice and in other
 * company, all at the same time: in the end they are what the contract says of the actions that are left.
 */

const OWNERS = ["ann", "bob"].map(user);
const ACTORS = ["ann", "bob", "cat", "dan", "eve"].map(user);
const VERBS = ["liked", "liked", "liked", "asked"];

const operation = fc.record({
  kind: fc.constantFrom(
    ...[
      "post",
      "post",
      "post",
      "post",
      "post",
      "post",
      "patch",
      "address",
      "delete",
      "mute",
      "unmute",
      "handle",
      "handle",
    ],
    ...["dismiss", "nap"],
  ),
  who: fc.nat(ACTORS.length - 1),
  verb: fc.nat(VERBS.length - 1),
  target: fc.constantFrom(undefined, 0, 0, 0, 1),
  to: fc.subarray([...OWNERS.keys()]),
  isPublic: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  which: fc.nat(30),
  back: fc.nat(8),
  /** Whether the next begins at the same time. */
  together: fc.boolean(),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** What becomes of an action, and who it tells then, where that changes. */
interface Change {
  readonly body: StoredAction["body"];
  readonly told?: Parameters<typeof updateAction>[3];
}

class Program {
  readonly scheduler: Scheduler;
  readonly table: SimulatedTable;
  readonly ids: string[] = [];
  /** What was a member of a group when its owner dismissed that: group and action. */
  readonly dismissed = new Set<string>();
  #handled = 0;

  constructor(seed: number, limits = LIMITS) {
    this.scheduler = new Scheduler(seed, { selfDriven: true });
    this.table = new SimulatedTable(this.scheduler, { limits });
  }

  get records(): readonly StreamRecord[] {
    return this.table.stream.shards.flat();
  }

  async do({ kind, who, verb, target, to, isPublic, which, back }: Operation, number: number): Promise<void> {
    const { table, scheduler } = this;
    const now = scheduler.now();
    const actor = ACTORS[who] as EntityRef;
    const owner = OWNERS[which % 2] as EntityRef;
    const named = (index: number) => `user:${(OWNERS[index] as EntityRef).id}`;
    const id = this.ids[which % Math.max(1, this.ids.length)];
    switch (kind) {
      case "post": {
        const about = target === undefined ? {} : { target: named(target) };
        const said = { ...about, to: to.map(named), public: isPublic, id: `a${number}` };
        const input = newAction.parse({ verb: VERBS[verb], ...said });
        await postAction(table, { callerKey: "t", actor, input }, now);
        return void this.ids.push(`a${number}`);
      }
      case "patch":
        return this.#change(id, (action) => ({ body: patched(action.body, { public: isPublic }, now) }));
      case "address":
        return this.#change(id, async (action) => {
          const told = patchedRecipients(
            await recipientsOf(table, action),
            to.map((index) => OWNERS[index] as EntityRef),
            now,
          );
          return { body: patched(action.body, {}, now, told), told };
        });
      case "delete": {
        const action = id === undefined ? undefined : await getAction(table, id);
        return void (action && (await deleteAction(table, action, now)));
      }
      case "mute":
        return void (await putMute(table, { muter: owner, muted: actor, until: undefined }, now));
      case "unmute":
        return deleteMute(table, { muter: owner, muted: actor });
      case "handle":
        return this.handle(this.#handled - back, this.#handled + which);
      case "dismiss":
        return;
      case "nap":
        return scheduler.sleep(1000 * which);
    }
  }

  async #change(
    id: string | undefined,
    how: (action: StoredAction) => Promise<Change> | Change,
  ): Promise<void> {
    const action = id === undefined ? undefined : await getAction(this.table, id);
    if (action === undefined) return;
    const { body, told } = await how(action);
    await updateAction(this.table, action, body, told);
  }

  /** Handles some of the records, together by group, as the function behind the stream does. */
  async handle(from: number, to: number): Promise<void> {
    const some = this.records.slice(Math.max(0, from), Math.max(0, to));
    this.#handled = Math.min(this.records.length, Math.max(this.#handled, to));
    const ports = {
      ...{
        table: this.table,
        now: this.scheduler.now(),
        clock: this.scheduler.now,
        celebrityFollowers: 1000,
      },
      delegate: () => Promise.reject(new Error("nothing is large here")),
      enqueueJobs: () => Promise.resolve(),
    };
    const groups = Map.groupBy(some, ({ pk, dynamodb }) => notifications.groupOf(pk, dynamodb));
    for (const [group, together] of groups) {
      const images = together.map(({ dynamodb }) => dynamodb);
      if (group !== undefined) await notifications.handle(images, ports);
    }
  }

  /**
   * Dismisses what somebody sees first; nothing else happens meanwhile. Actions of the group that do not
   * concern them just now go before: whether those had arrived depends on when their records were handled.
   */
  async dismissNewest(owner: EntityRef): Promise<void> {
    await this.handle(0, this.records.length);
    const [first] = await this.shown(owner);
    if (first === undefined) return;
    for (const action of await this.#actions()) {
      if (groupOf(action) !== first.id) continue;
      if (action.body.public && (await this.#concerns(action, owner)))
        this.dismissed.add(`${entityKey(owner)} ${entryId(action)}`);
      else await deleteAction(this.table, action, this.scheduler.now());
    }
    await dismiss(this.table, owner, first.id, this.scheduler.now());
  }

  async #concerns(action: StoredAction, owner: EntityRef): Promise<boolean> {
    const { actor, target, action_object } = action.body;
    const told = [target, action_object, ...(await recipientsOf(this.table, action))];
    return (
      !sameEntity(actor, owner) && told.some((entity) => entity !== undefined && sameEntity(entity, owner))
    );
  }

  async #actions(): Promise<StoredAction[]> {
    const found = await Promise.all(this.ids.map((id) => getAction(this.table, id)));
    return found.filter((action) => action !== undefined);
  }

  /** What is stored, newest group first. */
  async shown(owner: EntityRef) {
    const { table, scheduler } = this;
    const { incarnation } = await obeyedState(table, owner, scheduler.now);
    const groups: Arrival[] = [];
    const walk = newestGroups(table, owner, { chunk: 3, now: scheduler.now() })(incarnation);
    for await (const group of visible(walk)) groups.push(group);
    const heads = await getHeads(table, owner, groups);
    return groups.map(({ id }) => {
      const { actions, actors, shown } = heads.get(id) ?? {};
      return { id, actions, actors, latest: shown?.latest.id, of: shown?.actors.map((one) => one.of) ?? [] };
    });
  }

  /** By definition, from the actions that are stored: the members of each group. */
  async members(owner: EntityRef): Promise<Map<string, StoredAction[]>> {
    const muted = new Set(
      (await mutesOf(this.table, owner, this.scheduler.now())).map((mute) => entityKey(mute.muted)),
    );
    const mine: StoredAction[] = [];
    for (const action of await this.#actions()) {
      const isGone =
        muted.has(entityKey(action.body.actor)) ||
        this.dismissed.has(`${entityKey(owner)} ${entryId(action)}`);
      if (action.body.public && !isGone && (await this.#concerns(action, owner))) mine.push(action);
    }
    return Map.groupBy(mine, groupOf);
  }
}

const groupOf = ({ body, position }: StoredAction): string =>
  groupIdOf(body, splitPosition(position).timestamp);

test("notifications are what the definition says, whatever happened at the same time", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 10, maxLength: 100, size: "max" }),
      fc.integer(),
      async (operations, seed) => {
        const program = new Program(seed);
        let running: Promise<void>[] = [];
        for (const [number, one] of operations.entries()) {
          if (one.kind === "dismiss") {
            await Promise.all(running.splice(0));
            await program.dismissNewest(OWNERS[one.which % 2] as EntityRef);
          }
          running.push(program.do(one, number));
          if (one.together) continue;
          await Promise.all(running);
          running = [];
        }
        await Promise.all(running);
        await program.handle(0, program.records.length);
        for (const owner of OWNERS) {
          const wanted = await program.members(owner);
          const shown = await program.shown(owner);
          expect(shown.map(({ id }) => id).toSorted()).toEqual([...wanted.keys()].toSorted());
          for (const { id, actions, actors, latest, of } of shown) {
            const members = wanted.get(id) ?? [];
            const ids = members.map(entryId);
            const people = new Set(members.map(({ body }) => entityKey(body.actor)));
            expect({ actions, actors }).toEqual({ actions: members.length, actors: people.size });
            expect(ids).toContain(latest);
            expect(of).toHaveLength(Math.min(3, people.size));
            for (const one of of) expect(ids).toContain(one);
          }
        }
      },
    ),
    { numRuns: Number(process.env["RUNS"] ?? 100) },
  ));

test.each(["unmuted", "over"])(
  "what a mute hid comes back though nobody looked before it was %s",
  async (end) => {
    const program = new Program(1);
    const { table, scheduler } = program;
    const [owner, actor] = [OWNERS[0] as EntityRef, ACTORS[2] as EntityRef];
    const until = end === "over" ? new Date(scheduler.now() + 60_000).toISOString() : undefined;
    await putMute(table, { muter: owner, muted: actor, until }, scheduler.now());
    const input = newAction.parse({ verb: "liked", id: "a0", target: "user:ann" });
    await postAction(table, { callerKey: "t", actor, input }, scheduler.now());
    await program.handle(0, program.records.length);
    if (end === "over") await scheduler.sleep(90_000);
    else await deleteMute(table, { muter: owner, muted: actor });
    expect((await program.shown(owner)).map(({ latest }) => latest)).toEqual(["a0"]);
  },
);

test.each(["deleted", "muted"])(
  "a member that moves into the head while it is %s goes as well",
  async (how) => {
    const program = new Program(1, { ...LIMITS, inline: 2 });
    const { table, scheduler } = program;
    const clock = scheduler.now;
    const [owner, actor] = [OWNERS[0] as EntityRef, ACTORS[2] as EntityRef];
    const [, far, , newest] = await Promise.all(
      ["a0", "a1", "a2", "a3"].map(async (id) => {
        const input = newAction.parse({ verb: "liked", id, target: "user:ann" });
        return (await postAction(table, { callerKey: "t", actor, input }, clock())).action;
      }),
    );
    await program.handle(0, program.records.length);
    const [{ id: group } = { id: "" }] = await program.shown(owner);
    const remove = async (on: Table, action: StoredAction) => {
      await deleteAction(table, action, clock());
      await reconcile(on, { owner, group }, [seedOf(entryId(action), action.body)], clock);
    };
    // Between the looks at the head and at the rows of the first call, the second fills the head from the rows.
    let isBetween = false;
    const send = async (command: Parameters<Table["client"]["send"]>[0]) => {
      const isOfRows =
        command instanceof QueryCommand && JSON.stringify(command.input).includes(`P#${group}`);
      if (isOfRows && !isBetween) {
        isBetween = true;
        await remove(table, newest as StoredAction);
      }
      return table.client.send(command);
    };
    const slow = { ...table, client: { send: send as Table["client"]["send"] } };
    if (how === "deleted") await remove(slow, far as StoredAction);
    else {
      await putMute(table, { muter: owner, muted: actor, until: undefined }, clock());
      await obeyedState(slow, owner, clock);
    }
    expect(isBetween).toBe(true);
    const left = await program.shown(owner);
    expect(left.map(({ actions }) => actions)).toEqual(how === "deleted" ? [2] : []);
  },
);

test.each(["late", "cut off"])(
  "a member that is deleted while its rows are put stays away: the call is %s",
  async (how) => {
    const program = new Program(1, { ...LIMITS, inline: 2 });
    const { table, scheduler } = program;
    const clock = scheduler.now;
    const [owner, actor] = [OWNERS[0] as EntityRef, ACTORS[2] as EntityRef];
    const post = async (id: string) => {
      const input = newAction.parse({ verb: "liked", id, target: "user:ann" });
      return (await postAction(table, { callerKey: "t", actor, input }, clock())).action;
    };
    const [oldest, second] = [await post("a0"), await post("a1")];
    await program.handle(0, program.records.length);
    const [{ id: group } = { id: "" }] = await program.shown(owner);
    const handle = (on: Table, { body, position }: StoredAction) =>
      reconcile(on, { owner, group }, [seedOf(splitPosition(position).id, body)], clock);
    const remove = async (action: StoredAction) => {
      await deleteAction(table, action, clock());
      await handle(table, action);
    };
    let puts = 0;
    let removal: Promise<void> | undefined;
    const send = async (command: Parameters<Table["client"]["send"]>[0]) => {
      if (command instanceof PutCommand && ++puts > 0 && how === "late") await (removal ??= remove(oldest));
      if (command instanceof UpdateCommand && how === "cut off") throw new Error("cut off");
      return table.client.send(command);
    };
    const slow = { ...table, client: { send: send as Table["client"]["send"] } };
    const newest = await post("a2");
    await handle(slow, newest).catch(() => remove(oldest));
    await handle(table, newest);
    expect(puts).toBe(2);
    expect(await program.shown(owner)).toMatchObject([{ actions: 2, latest: "a2" }]);
    await post("a3");
    await program.handle(0, program.records.length);
    // Rows count from now on. Its record is repeated, and finds nothing more to remove.
    await handle(table, oldest);
    expect(await program.shown(owner)).toMatchObject([{ actions: 3, latest: "a3" }]);
    await remove(newest);
    expect(await program.shown(owner)).toMatchObject([{ actions: 2, latest: "a3" }]);
    // It stands in the head again, and its rows are there still.
    await remove(second);
    await handle(table, second);
    expect(await program.shown(owner)).toMatchObject([{ actions: 1, latest: "a3" }]);
  },
);

test("a member that moves into rows while it is deleted is found there", async () => {
  const program = new Program(1, { ...LIMITS, inline: 2 });
  const { table, scheduler } = program;
  const [owner, actor] = [OWNERS[0] as EntityRef, ACTORS[2] as EntityRef];
  const post = async (id: string) => {
    const input = newAction.parse({ verb: "liked", id, target: "user:ann" });
    return (await postAction(table, { callerKey: "t", actor, input }, scheduler.now())).action;
  };
  const handle = (on: Table, { body, position }: StoredAction) => {
    const seeds = [seedOf(splitPosition(position).id, body)];
    return reconcile(on, { owner, group: groupOf(oldest) }, seeds, scheduler.now);
  };
  const [oldest, second, third] = [await post("a0"), await post("a1"), await post("a2")];
  await handle(table, oldest);
  await handle(table, second);
  await deleteAction(table, oldest, scheduler.now());
  let moved: Promise<void> | undefined;
  const slow = between(table, async (command, send) => {
    if (command instanceof PutCommand) await (moved ??= handle(table, third));
    return send(command);
  });
  await handle(slow, oldest);
  expect(moved).toBeDefined();
  expect(await program.shown(owner)).toMatchObject([{ actions: 2, latest: "a2" }]);
});

test("a group is not written over by a call that has read that of the incarnation before", async () => {
  const { table, scheduler } = new Program(1);
  const [owner, actor] = [OWNERS[0] as EntityRef, ACTORS[2] as EntityRef];
  const tell = async (id: string, by: Table) => {
    const input = newAction.parse({ verb: "liked", id, target: "user:ann" });
    const { action } = await postAction(table, { callerKey: "t", actor, input }, scheduler.now());
    await reconcile(by, { owner, group: groupOf(action) }, [seedOf(id, action.body)], scheduler.now);
  };
  await tell("a0", table);
  let erased: Promise<void> | undefined;
  const erasedMeanwhile = async () => {
    await deleteEntity(table, owner, scheduler.now());
    const removal = { entity: owner, incarnation: 1, deadline: Infinity, now: scheduler.now };
    await purge(table, { ...removal, onProgress: () => undefined });
    await scheduler.sleep(SECOND);
    await tell("a2", table);
  };
  const slow = between(table, async (command, send) => {
    if (command instanceof UpdateCommand) await (erased ??= erasedMeanwhile());
    return send(command);
  });
  await tell("a1", slow);
  const held = table.items().find(({ kind }) => kind === HEAD_KIND);
  expect(parseHead(held).members.map(({ id }) => id)).toEqual(["a2"]);
});

test("a mute is obeyed although its list has begun anew since another was", async () => {
  const program = new Program(1);
  const { table, scheduler } = program;
  const [owner, actor, other] = [OWNERS[0], ACTORS[2], ACTORS[3]] as [EntityRef, EntityRef, EntityRef];
  const input = newAction.parse({ verb: "liked", target: "user:ann" });
  await postAction(table, { callerKey: "t", actor, input }, scheduler.now());
  await program.handle(0, program.records.length);
  await putMute(table, { muter: owner, muted: other, until: undefined }, scheduler.now());
  expect(await program.shown(owner)).toHaveLength(1);
  // As the deletion of an entity does.
  await batchWrite(table, [], [muteListKey(owner)]);
  await putMute(table, { muter: owner, muted: actor, until: undefined }, scheduler.now());
  expect(await program.shown(owner)).toEqual([]);
});

test("the oldest arrival that is left is found, whatever order its members notified in", async () => {
  const { table: whole } = new Program(1);
  const table = { ...whole, limits: { ...whole.limits, inline: 1 } };
  const ref = { owner: user("ann"), group: "4fe600bb7946cd454073ed03cad4b3c3", incarnation: 0 };
  const member = (id: string, since: number, at: number) => ({ id, actor: "user#bob", since, at });
  const [first, late, early] = [member("a0", 100, 101), member("a1", 101, 104), member("a2", 102, 103)];
  await batchWrite(
    table,
    [first, late, early].flatMap((one) => rowItems(table, ref, one)),
    [],
  );
  const head = {
    ...{ ...NO_HEAD, version: 1, verb: "liked", more: true, members: [member("a3", 103, 105)] },
    ...{ high: 105, newest: 105, first: 101, actions: 4, actors: 1 },
  };
  const draft = new Draft(table, ref, head);
  const gone = { id: "a0", actor: "user#bob", action: undefined, isShown: false, arrives: undefined };
  await draft.applyAll([gone]);
  expect((await draft.settle()).head).toMatchObject({ first: 103, newest: 105, actions: 3 });
});

test("marking all covers every group of the last minute, however many they are", async () => {
  const { table, scheduler } = new Program(1);
  const owner = user("ann");
  const at = scheduler.now() - 10 * SECOND;
  const heads = Array.from({ length: 1100 }, (_head, index) => {
    const group = `4fe6${String(index).padStart(8, "0")}`.padEnd(32, "0");
    return {
      ...{ ...noteHeadKey(owner, group), kind: HEAD_KIND, version: 1, epoch: 0, verb: "liked" },
      ...{ high: at, gone: 0, newest: at, first: at, actions: 1, actors: 1, more: false, members: "[]" },
      arrived: arrivedPosition(0, at, group),
    };
  });
  await batchWrite(table, heads, []);
  await scheduler.sleep(20 * SECOND);
  const counts = await markGroups(table, owner, { seen: "all", read: NOTHING }, scheduler.now());
  expect(counts).toEqual({ unseen: 0, unread: 1000, more: true });
});

/** What is done before a member comes and after it, to hide it, and then to show it again. */
const HIDING = {
  "was muted": [["mute"], [], "unmute"],
  "was muted a moment later": [[], ["mute", "read"], "unmute"],
  "was private a moment later": [[], ["hide"], "show"],
} as const;

test.each(Object.entries(HIDING))(
  "a mark covers what %s, in a group whose last visible member came long before",
  async (_how, [before, after, again]) => {
    for (const inline of [1, 8]) {
      const program = new Program(1, { ...LIMITS, inline });
      const { table, scheduler } = program;
      const [owner, old, actor] = [OWNERS[0], ACTORS[2], ACTORS[3]] as [EntityRef, EntityRef, EntityRef];
      const now = scheduler.now;
      const tell = async (who: EntityRef, name: string) => {
        const input = newAction.parse({ verb: "liked", id: name, target: "user:ann" });
        await postAction(table, { callerKey: "t", actor: who, input }, now());
        await program.handle(0, program.records.length);
      };
      const patch = async (isPublic: boolean) => {
        const action = (await getAction(table, "a1")) as StoredAction;
        await updateAction(table, action, patched(action.body, { public: isPublic }, now()));
        await program.handle(0, program.records.length);
      };
      const doings = {
        mute: () => putMute(table, { muter: owner, muted: actor, until: undefined }, now()),
        unmute: () => deleteMute(table, { muter: owner, muted: actor }),
        read: () => program.shown(owner),
        hide: () => patch(false),
        show: () => patch(true),
      };
      const mark = () => markGroups(table, owner, { seen: "all", read: NOTHING }, now());
      await tell(old, "a0");
      await scheduler.sleep(90 * SECOND);
      for (const doing of before) await doings[doing]();
      await tell(actor, "a1");
      for (const doing of after) await doings[doing]();
      await scheduler.sleep(SECOND);
      expect(await mark()).toMatchObject({ unseen: 0, unread: 1 });
      await doings[again]();
      expect(await program.shown(owner)).toMatchObject([{ actions: 2, latest: "a1" }]);
      expect(await countsOf(table, owner, now())).toMatchObject({ unseen: 0, unread: 1 });
      // What arrives hidden after the mark is new.
      await doings.mute();
      await tell(actor, "a2");
      await doings.unmute();
      expect(await countsOf(table, owner, now())).toMatchObject({ unseen: 1, unread: 1 });
    }
  },
);

test.each([
  ["is shown again", { id: "a1", arrives: 100 }],
  ["arrives late", { id: "a5", arrives: 140 }],
])("what %s goes to rows where a newer member stands, though the head has room", async (_what, late) => {
  const { table: whole } = new Program(1);
  const table = { ...whole, limits: { ...whole.limits, inline: 2 } };
  const ref = { owner: user("ann"), group: "4fe600bb7946cd454073ed03cad4b3c3", incarnation: 0 };
  const member = (id: string, since: number, at: number) => ({ id, actor: "user#bob", since, at });
  const inRows = [{ ...member("a1", 100, 101), hidden: true as const }, member("a3", 150, 203)];
  await batchWrite(
    table,
    inRows.flatMap((one) => rowItems(table, ref, one)),
    [],
  );
  const head = {
    ...{ ...NO_HEAD, version: 1, verb: "liked", more: true, actions: 3, actors: 1 },
    ...{ high: 203, newest: 203, first: 201, members: [member("a4", 170, 202), member("a2", 160, 201)] },
  };
  const draft = new Draft(table, ref, head);
  const input = newAction.parse({ verb: "liked", target: "user:ann" });
  const { action } = await postAction(table, { callerKey: "t", actor: user("bob"), input }, 0);
  const of = { actor: "user#bob", action: undefined, isShown: false, arrives: undefined };
  await draft.applyAll([
    { ...of, id: "a2" },
    { ...of, ...late, action, isShown: true },
  ]);
  const { head: settled, into } = await draft.settle();
  expect(settled).toMatchObject({ actions: 3, members: [{ id: "a4" }, { id: "a3" }] });
  expect(into).toMatchObject([{ id: late.id }]);
});
