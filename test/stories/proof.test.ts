import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { type StoredAction, entryId, newEntry, patched, rolesOf } from "../../lib/domain/action.ts";
import { sameEntity } from "../../lib/domain/entity.ts";
import type { StoredFollow } from "../../lib/domain/follow.ts";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { feedEntries } from "../simulation/proof/oracle.ts";
import { FLAGS, type Op, PEOPLE, program } from "../simulation/proof/programs.ts";
import { amount } from "../support/amount.ts";
import { type Json, Person, service, unique } from "../support/people.ts";

/** The same programs as in the simulation, through the real gateway, handlers, stream and queues. */
const RUNS = amount(4, 100);
const credentials = await localCredentials();

const user = (index: number) => ({ model_type: "user", id: String(index) });
const userOr = (index: number | undefined) => (index === undefined ? undefined : user(index));

/** What a client knows of a world: whatever was answered with success. */
class Model {
  readonly people: readonly Person[];
  readonly posted: (string | undefined)[] = [];
  readonly actions = new Map<string, StoredAction>();
  readonly follows = new Map<string, StoredFollow>();

  constructor(people: readonly Person[]) {
    this.people = people;
  }

  /** What the feed should hold, in no order. */
  feedOf(who: number, flag: string): string[] {
    const [actions, follows] = [[...this.actions.values()], [...this.follows.values()]];
    return feedEntries(
      { actions, follows, incarnations: new Map(), mutes: [] },
      { owner: user(who), flag, own: "false" },
    ).map((action) => shown({ id: entryId(action), description: action.body.description ?? null }));
  }

  async do(op: Op): Promise<void> {
    const person = (index: number) => this.people[index] as Person;
    const path = (index: number) => `/users/${person(index).id}`;
    switch (op.kind) {
      case "post": {
        const reference = (index: number | undefined) =>
          index === undefined ? undefined : `user:${person(index).id}`;
        const timestamp = op.second === undefined ? undefined : `2025-01-01T00:00:0${op.second}Z`;
        const parts = { target: reference(op.target), action_object: reference(op.object) };
        const body = { actor: reference(op.who), verb: op.verb, ...parts, public: op.isPublic, timestamp };
        const { id } = (await service.post("/actions", body)).body;
        this.posted.push(id);
        const entities = { actor: user(op.who), target: userOr(op.target), action_object: userOr(op.object) };
        const entry = newEntry(id, "2025-01-01T00:00:00.000Z", {
          ...entities,
          verb: op.verb,
          public: op.isPublic,
        });
        this.actions.set(id, { ...entry, fingerprint: "" });
        return;
      }
      case "follow": {
        const body = { flag: op.flag, actor_only: op.actorOnly, send_action: false };
        expect((await person(op.who).follows(person(op.whom), body)).status).toBe(204);
        const key = `${op.who} ${op.whom} ${op.flag}`;
        const actorOnly = op.actorOnly ?? this.follows.get(key)?.actorOnly ?? true;
        const pair = { follower: user(op.who), followed: user(op.whom), flag: op.flag };
        const stored = { started: "", nonce: "", followerIncarnation: 0, followedIncarnation: 0 };
        this.follows.set(key, { ...pair, ...stored, actorOnly });
        return;
      }
      case "unfollow":
        expect((await person(op.who).delete(`${path(op.whom)}/unfollow?flag=${op.flag}`)).status).toBe(204);
        for (const flag of op.flag === "*" ? FLAGS : [op.flag])
          this.follows.delete(`${op.who} ${op.whom} ${flag}`);
        return;
      case "patch": {
        const action = this.actions.get(this.posted[op.which] ?? "");
        const patch = {
          public: op.isPublic,
          description: op.text === undefined ? undefined : `text ${op.text}`,
        };
        if (action === undefined || (patch.public === undefined && patch.description === undefined)) return;
        const id = entryId(action);
        expect((await service.call("PATCH", `/actions/${id}`, patch)).status).toBe(200);
        this.actions.set(id, { ...action, body: patched(action.body, patch, 0) });
        return;
      }
      case "delete": {
        const id = this.posted[op.which];
        if (id === undefined || !this.actions.delete(id)) return;
        expect((await service.delete(`/actions/${id}`)).status).toBe(204);
        return;
      }
      case "delete entity":
        expect((await service.delete(path(op.who))).status).toBe(202);
        for (const [id, { body }] of this.actions)
          if (Object.values(rolesOf(body)).some((part) => sameEntity(part, user(op.who))))
            this.actions.delete(id);
        for (const [key, { follower, followed }] of this.follows)
          if ([follower, followed].some((side) => sameEntity(side, user(op.who)))) this.follows.delete(key);
        return;
      case "read":
        expect(
          (await person(op.who).get(`/feed?flag=${op.flag}&own=${op.own}&limit=${op.size}`)).status,
        ).toBe(200);
    }
  }
}

const shown = ({ id, description }: { id: string; description: string | null }): string =>
  `${id} ${description}`;

test(
  "feeds of the running service converge to the definition, whatever is done",
  { timeout: RUNS * 30_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(program, async ({ steps }) => {
        const ids = Array.from({ length: PEOPLE }, (_person, index) => unique(String(index)));
        const model = new Model(
          await Promise.all(ids.map(async (id) => new Person(id, await localToken(credentials, id)))),
        );
        for (const { op } of steps) await model.do(op);
        for (const [index, person] of model.people.entries()) {
          for (const flag of [...FLAGS, "*"]) {
            const expected = model.feedOf(index, flag).sort();
            const read = async (size: number) =>
              (
                (await person.all(`/feed?flag=${flag}&limit=${size}`)) as (Json & {
                  id: string;
                  description: string | null;
                })[]
              ).map(shown);
            await vi.waitFor(async () => expect((await read(7)).sort()).toEqual(expected), {
              timeout: 60_000,
              interval: 100,
            });
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
);
