import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { FLAGS, type Op, PEOPLE, program } from "../simulation/proof/programs.ts";
import { amount } from "../support/amount.ts";
import { type Json, Person, service, unique } from "../support/people.ts";

/** The same programs as in the simulation, through the real gateway, handlers, stream and queues. */
const RUNS = amount(4, 100);
const credentials = await localCredentials();

interface Told {
  readonly id: string;
  readonly actor: number;
  readonly parts: readonly (number | undefined)[];
  public: boolean;
  description: string | null;
}

/** What a client knows of a world: whatever was answered with success. */
class Model {
  readonly people: readonly Person[];
  readonly posted: (string | undefined)[] = [];
  actions = new Map<string, Told>();
  follows = new Map<string, { who: number; whom: number; flag: string; actorOnly: boolean }>();

  constructor(people: readonly Person[]) {
    this.people = people;
  }

  /** The contract's definition of a feed, as ids in no order. */
  feedOf(who: number, flag: string): string[] {
    const follows = [...this.follows.values()].filter(
      (one) => one.who === who && (flag === "*" || one.flag === flag),
    );
    const belongs = ({ actor, parts }: Told) =>
      follows.some(({ whom, actorOnly }) => actor === whom || (!actorOnly && parts.includes(whom)));
    return [...this.actions.values()].filter((action) => action.public && belongs(action)).map(shown);
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
        this.actions.set(id, {
          id,
          actor: op.who,
          parts: [op.target, op.object],
          public: op.isPublic,
          description: null,
        });
        return;
      }
      case "follow": {
        const body = { flag: op.flag, actor_only: op.actorOnly, send_action: false };
        expect((await person(op.who).follows(person(op.whom), body)).status).toBe(204);
        const key = `${op.who} ${op.whom} ${op.flag}`;
        const actorOnly = op.actorOnly ?? this.follows.get(key)?.actorOnly ?? true;
        this.follows.set(key, { who: op.who, whom: op.whom, flag: op.flag, actorOnly });
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
        expect((await service.call("PATCH", `/actions/${action.id}`, patch)).status).toBe(200);
        action.public = patch.public ?? action.public;
        action.description = patch.description ?? action.description;
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
        for (const [id, { actor, parts }] of this.actions)
          if ([actor, ...parts].includes(op.who)) this.actions.delete(id);
        for (const [key, { who, whom }] of this.follows)
          if (who === op.who || whom === op.who) this.follows.delete(key);
        return;
      case "read":
        expect(
          (await person(op.who).get(`/feed?flag=${op.flag}&own=${op.own}&limit=${op.size}`)).status,
        ).toBe(200);
    }
  }
}

const shown = ({ id, description }: Pick<Told, "id" | "description">): string => `${id} ${description}`;

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
              ((await person.all(`/feed?flag=${flag}&limit=${size}`)) as (Json & Told)[]).map(shown);
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
