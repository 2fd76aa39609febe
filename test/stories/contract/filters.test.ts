import { beforeAll, describe, expect, test } from "vitest";
import { paths, status } from "../../support/contract.ts";
import { type Caller, type Json, type Person, person, service, unique } from "../../support/people.ts";
import { send } from "../../support/openapi.ts";
import { eventually, follow, page, pathOf, uniqueType } from "../../support/story.ts";
import { expectGoodPages, formPage, idOf, walkForm } from "../../support/walk.ts";

/** One action as it was posted. */
interface Posted {
  readonly id: string;
  readonly actor: string;
  readonly verb: string;
  readonly target?: string;
  readonly action_object?: string;
  readonly public: boolean;
  readonly timestamp: string;
}

type Part = "actor" | "target" | "action_object";
const PARTS = ["actor", "target", "action_object"] as const;

let alice: Person;
let bob: Person;
let reader: Person;
const shop = uniqueType("shop");
const [sold, bought] = [unique("sold"), unique("bought")];
const [crython, pyton] = [`repository:${unique("crython")}`, `repository:${unique("pyton")}`];
const robot = `bot:${unique("robot")}`;
const all: Posted[] = [];
const user = ({ id }: Person) => `user:${id}`;
const second = (index: number) => `2016-02-29T10:00:0${index}.000Z`;

/** What filters leave, by their definition. */
function passing(actions: readonly Posted[], query: string): readonly Posted[] {
  const given = new URLSearchParams(query);
  const isPart = (action: Posted, part: Part) => {
    const [wanted, found] = [given.get(part), action[part]];
    return wanted === null || (wanted.includes(":") ? found === wanted : found?.split(":")[0] === wanted);
  };
  return actions
    .filter((action) => PARTS.every((part) => isPart(action, part)))
    .filter(({ verb }) => !given.has("verb") || given.getAll("verb").includes(verb))
    .filter(
      ({ timestamp }) => timestamp >= (given.get("since") ?? "") && timestamp < (given.get("until") ?? "9"),
    );
}

const ids = (actions: readonly Posted[]): string[] =>
  actions.toSorted((a, b) => (a.timestamp + a.id < b.timestamp + b.id ? 1 : -1)).map(({ id }) => id);
const isPublic = (action: Posted) => action.public;
const takesPart = (entity: string) => (action: Posted) => PARTS.some((part) => action[part] === entity);
const shown = async (caller: Caller, path: string) => (await page(caller, path)).results.map(idOf);

/** Every stream in which the actions are, with those that are in it; each takes more parameters. */
function streams(): [path: string, actions: readonly Posted[]][] {
  const shared = all.filter(isPublic);
  const followed = shared.filter(
    ({ actor, target }) => [user(alice), robot, user(reader)].includes(actor) || target === `${shop}:1`,
  );
  const mine = `verb=${sold}&verb=${bought}`;
  return [
    [`/actions?${mine}`, shared],
    [`/${shop}/activity?limit=100`, shared.filter(({ target }) => target?.startsWith(shop))],
    [`${pathOf(crython)}/activity?limit=100`, shared.filter(takesPart(crython))],
    [`${pathOf(user(bob))}/activity?limit=100`, shared.filter(takesPart(user(bob)))],
    [`${pathOf(user(bob))}/activity?role=target`, shared.filter(({ target }) => target === user(bob))],
    [`/feed?flag=watching`, followed],
    [
      `${pathOf(user(reader))}/feed?flag=watching&own=hide`,
      followed.filter(({ actor }) => actor !== user(reader)),
    ],
  ];
}

beforeAll(async () => {
  [alice, bob, reader] = await Promise.all([person("alice"), person("bob"), person("reader")]);
  const targets = [crython, pyton, `${shop}:1`, user(bob), undefined];
  const objects = [undefined, user(bob), `issue:${unique("i")}`];
  const actors = [user(alice), user(bob), robot, user(reader)];
  for (const [index, [actor, target]] of actors
    .flatMap((one) => targets.map((two) => [one, two] as const))
    .entries()) {
    for (const [at, action_object] of objects.entries()) {
      const [verb, timestamp] = [(index + at) % 3 === 0 ? bought : sold, second((index + at) % 4)];
      const parts = {
        ...(target !== undefined && { target }),
        ...(action_object !== undefined && { action_object }),
      };
      all.push({
        id: unique("a"),
        actor: actor as string,
        verb,
        ...parts,
        public: (index + at) % 7 !== 0,
        timestamp,
      });
    }
  }
  const { body } = await service.post("/actions/batch", { actions: all });
  expect(body.results.every((result) => result.status === 201)).toBe(true);
  await Promise.all([
    ...[user(alice), robot, user(reader)].map((entity) =>
      follow(user(reader), entity, { flag: "watching", send_action: false }),
    ),
    follow(user(reader), `${shop}:1`, { flag: "watching", actor_only: false, send_action: false }),
  ]);
  for (const [path, actions] of streams()) {
    const whole = `${path}${path.includes("limit") ? "" : "&limit=100"}`;
    await eventually(async () => expect([path, await shown(reader, whole)]).toEqual([path, ids(actions)]));
  }
});

/** Filters, one or several; each is asked of every stream. */
const queries = () => [
  ...[
    `actor=${user(alice)}`,
    "actor=user",
    `actor=${robot}`,
    `target=${crython}`,
    "target=repository",
    `target=${shop}`,
  ],
  ...[
    `target=${shop}:1`,
    `action_object=${user(bob)}`,
    "action_object=issue",
    `actor=${user(bob)}`,
    "actor=team",
  ],
  `actor=${user(alice)}&target=${crython}`,
  `actor=user&target=repository&action_object=user`,
  `actor=${robot}&action_object=issue&since=${second(1)}`,
  `target=${user(bob)}&action_object=${user(bob)}`,
  `target=${pyton}&since=${second(1)}&until=${second(3)}`,
];

describe("filters", () => {
  test("by actor, target and action_object, an entity or a type: all given hold, on every stream", async () => {
    for (const [path, actions] of streams()) {
      await Promise.all(
        queries().map(async (query) => {
          const address = `${path}${path.includes("limit") ? "" : "&limit=100"}&${query}`;
          expect([address, await shown(reader, address)]).toEqual([address, ids(passing(actions, query))]);
        }),
      );
    }
  });

  test("together with verbs, of which any does", async () => {
    const [, ...others] = streams();
    for (const [path, actions] of others) {
      for (const query of [
        `verb=${sold}&actor=user`,
        `verb=${bought}&verb=${unique("no")}&target=repository`,
      ]) {
        const address = `${path}&${query}`;
        expect([address, await shown(reader, address)]).toEqual([address, ids(passing(actions, query))]);
      }
      expect(await status(reader.get(`${path}&${"&verb=v".repeat(10)}`))).toBe(200);
      expect(await status(reader.get(`${path}&${"&verb=v".repeat(11)}`))).toBe(400);
    }
  });

  test("pages are full but the last, one at a time too, there and back", async () => {
    for (const [path, actions] of streams()) {
      const address = path
        .replace(/[?&]limit=100/, (text) => (text.startsWith("?") ? "?" : ""))
        .replace("?&", "?");
      const filtered = `${address}${address.endsWith("?") ? "" : "&"}actor=user&target=repository`;
      for (const limit of [1, 4]) {
        const walked = await expectGoodPages(reader, filtered, limit);
        expect([filtered, walked]).toEqual([filtered, ids(passing(actions, "actor=user&target=repository"))]);
      }
    }
  });

  test("by an entity whose own stream is read: pages, cursors and times are those of the stream", async () => {
    for (const [path, query] of [
      ["/actions", `actor=${user(alice)}`],
      ["/actions", `action_object=${user(bob)}&verb=${sold}`],
      ["/users/activity", `target=${user(bob)}&since=${second(1)}`],
      ["/repositories/activity", `target=${crython}&actor=user`],
      ["/repositories/activity", `actor=${user(alice)}&target=repository`],
      [`${pathOf(user(bob))}/activity`, `action_object=${user(bob)}`],
    ] as const) {
      const wanted = ids(passing(all.filter(isPublic), query));
      expect(wanted.length).toBeGreaterThan(2);
      expect([path, query, await expectGoodPages(reader, `${path}?${query}`, 2)]).toEqual([
        path,
        query,
        wanted,
      ]);
    }
  });

  test("hold in every form, whose titles tell them and whose next keeps them", async () => {
    const query = `actor=${user(alice)}&target=repository`;
    for (const [path, actions] of streams().slice(1)) {
      for (const form of ["as2", "atom", "rss", "jsonfeed"]) {
        const address = `${path.replace("limit=100", "")}&${query}&format=${form}&limit=2`.replace("?&", "?");
        const pages = await walkForm(reader, form, address);
        expect([address, pages.flatMap((one) => one.ids)]).toEqual([address, ids(passing(actions, query))]);
        const { text } = await send("GET", { caller: reader, path: address });
        expect(text).toContain(`actor ${user(alice)}, `);
        expect(text).toContain("target repository");
      }
    }
  });

  test("a cursor belongs to its filters", async () => {
    const { next } = await page(reader, `/${shop}/activity?limit=1&actor=user`);
    const foreign = String(next).replace("actor=user", "actor=bot");
    expect(foreign).not.toBe(next);
    expect(paths((await reader.get(foreign)).body)).toEqual(["cursor"]);
  });

  test("bad values are 400 that name the parameter, as is one that is given twice", async () => {
    const bad = [
      "",
      "User",
      "user:",
      ":bob",
      "users",
      "actions",
      "a-b",
      "user:activity",
      "user:a%00b",
      `user:${"x".repeat(256)}`,
    ];
    for (const path of [
      "/actions",
      `/${shop}/activity`,
      `${pathOf(crython)}/activity`,
      "/feed",
      `${pathOf(user(reader))}/feed`,
    ]) {
      await Promise.all(
        PARTS.flatMap((part) => [
          ...bad.map(async (value) => {
            const { status: code, body } = await reader.get(`${path}?${part}=${value}`);
            expect([part, value, code, code === 400 && paths(body)]).toEqual([part, value, 400, [part]]);
          }),
          (async () => {
            const { status: code, body } = await reader.get(`${path}?${part}=user&${part}=bot`);
            expect([part, code, paths(body)]).toEqual([part, 400, [part]]);
          })(),
        ]),
      );
      expect(await status(reader.get(`${path}?object=user`))).toBe(400);
    }
    const list = await reader.get(`${pathOf(user(reader))}/followers?actor=user`);
    expect(paths(list.body)).toEqual(["actor"]);
  });

  test("an id may hold what a query escapes, colons too", async () => {
    const odd = `${uniqueType("odd")}:a:b & c/%é`;
    const { body } = await service.post("/actions", { actor: "bot:odd", verb: "said", target: odd });
    await eventually(async () =>
      expect(await shown(reader, `/actions?target=${encodeURIComponent(odd)}`)).toEqual([body.id]),
    );
  });
});

describe("own=hide", () => {
  test("leaves out what the feed's owner did, wherever it would come from, and nothing else", async () => {
    const whole = await page(reader, "/feed?flag=watching&limit=100");
    const byOwner = (action: Json) => action.actor.id === reader.id;
    expect(whole.results.some(byOwner)).toBe(true);
    const others = whole.results.filter((action) => !byOwner(action)).map(idOf);
    for (const path of ["/feed", `${pathOf(user(reader))}/feed`]) {
      expect(await expectGoodPages(reader, `${path}?flag=watching&own=hide`, 3)).toEqual(others);
    }
    const { ids: inAtom } = await formPage(
      reader,
      "atom",
      "/feed?flag=watching&own=hide&limit=100&format=atom",
    );
    expect(inAtom).toEqual(others);
    expect(await status(reader.get("/feed?own=hidden"))).toBe(400);
    expect(await status(reader.get(`/${shop}/activity?own=hide`))).toBe(400);
  });
});

describe("public", () => {
  const roles = ["", "&role=actor", "&role=target", "&role=action_object"] as const;
  const inRole = (role: string, entity: string) => (action: Posted) =>
    role === "" ? takesPart(entity)(action) : action[role.slice("&role=".length) as Part] === entity;

  test("adds private actions in any role for a service, or shows them alone, with filters and in forms", async () => {
    for (const role of roles) {
      const mine = all.filter(inRole(role, user(bob)));
      for (const [value, actions] of [
        ["all", mine],
        ["false", mine.filter((action) => !action.public)],
      ] as const) {
        const address = `${pathOf(user(bob))}/activity?public=${value}${role}`;
        expect([address, await shown(service, `${address}&limit=100`)]).toEqual([address, ids(actions)]);
        expect([address, await expectGoodPages(service, address, 3)]).toEqual([address, ids(actions)]);
        const query = `&actor=user&verb=${sold}`;
        expect([address, await shown(service, `${address}${query}`)]).toEqual([
          address,
          ids(passing(actions, query)).slice(0, 25),
        ]);
        const { ids: inForm } = await formPage(service, "rss", `${address}&format=rss&limit=100`);
        expect(inForm).toEqual(ids(actions));
      }
      const seen = await shown(service, `${pathOf(user(bob))}/activity?limit=100${role}`);
      expect(seen, "without it a service sees what everybody does").toEqual(ids(mine.filter(isPublic)));
    }
  });

  test("is for services, and on an entity's activity alone", async () => {
    const path = `${pathOf(user(bob))}/activity`;
    for (const value of ["all", "false"]) {
      for (const who of [alice, bob]) expect(await status(who.get(`${path}?public=${value}`))).toBe(403);
      expect(await status(bob.get(`${path}?public=${value}&role=actor`))).toBe(403);
    }
    for (const value of ["true", "", "none", "all&public=all"]) {
      expect(paths((await service.get(`${path}?public=${value}`)).body)).toEqual(["public"]);
    }
    for (const other of [
      "/actions",
      "/users/activity",
      `${pathOf(user(bob))}/feed`,
      `${pathOf(user(bob))}/followers`,
    ]) {
      expect([other, paths((await service.get(`${other}?public=all`)).body)]).toEqual([other, ["public"]]);
    }
    const own = ids(all.filter(({ actor }) => actor === user(bob)));
    expect(await shown(bob, `${path}?role=actor&limit=100`), "the entity itself needs no parameter").toEqual(
      own,
    );
  });
});
