import { beforeAll, expect, test } from "vitest";
import { entityKey } from "../../../lib/domain/entity.ts";
import { type Position, before } from "../../../lib/domain/position.ts";
import { followersPartition } from "../../../lib/table/keys.ts";
import type { Edge } from "../../../lib/domain/follow.ts";
import { followsWith } from "../../../lib/store/graph/follow-lookups.ts";
import {
  type Listed,
  type Side,
  followList,
  mergedFollowList,
} from "../../../lib/store/graph/follow-lists.ts";
import type { Walk } from "../../../lib/domain/position.ts";
import type { Table } from "../../../lib/table/table.ts";
import { between, partitionOf } from "../proof/plants/between.ts";
import { AWKWARD, at, collect, follows, user, walk } from "./world.ts";

/** What L1 carries besides. */
const withoutIncarnation = <T>({ position, follow }: Listed<T>): Listed<T> => ({ position, follow });

export function listPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => {
    table = await open();
    for (const [index, id] of AWKWARD.entries()) {
      // Two begin in each second, so that ids order them.
      await follows(table, user(id), user("hub"), { started: at(index >> 1) });
      await follows(table, user("fan"), user(id), {
        started: at(index >> 1),
        flag: index % 3 === 0 ? "liking" : "following",
      });
      if (index % 2 === 0)
        await follows(table, user(id), user("hub"), { flag: "liking", actorOnly: false, started: at(90) });
      if (index % 3 === 1) await follows(table, user("fan"), user(id), { flag: "liking", started: at(90) });
    }
  });

  const list = async (side: Side, how: Walk, flag = "following") =>
    (
      await collect(
        followList(table, { entity: user(side === "followers" ? "hub" : "fan"), side, flag }, how),
      )
    ).map(({ position, follow }) => ({
      position,
      id: side === "followers" ? follow.follower.id : follow.followed.id,
    }));
  const merged = async (side: Side, how: Walk) =>
    (
      await collect(
        mergedFollowList(
          table,
          { entity: user(side === "followers" ? "hub" : "fan"), side },
          how,
          () => true,
        ),
      )
    ).map(({ position, follow }) => ({
      position,
      flags: follow.flags.join(),
    }));

  test("L1: followers newest first, ties by id in the order of UTF-8 bytes, and the same the other way round", async () => {
    const all = await list("followers", walk());
    expect(all.map(({ id }) => id)).toEqual(AWKWARD.toReversed());
    expect((await list("followers", walk("newer"))).toReversed()).toEqual(all);
    expect((await list("following", walk("older"))).map(({ id }) => id)).toEqual(
      AWKWARD.filter((_id, index) => index % 3 !== 0).toReversed(),
    );
    expect(await list("followers", walk(), "nothing")).toEqual([]);
  });

  test("L1: ranges are inclusive at both ends, and go on from anywhere", async () => {
    const all = await list("followers", walk());
    for (let from = 0; from < all.length; from++) {
      const place = all[from]?.position as Position;
      expect(await list("followers", walk("older", { high: place }))).toEqual(all.slice(from));
      expect(await list("followers", walk("older", { high: before(place) }))).toEqual(all.slice(from + 1));
      expect(await list("followers", walk("newer", { low: place }))).toEqual(
        all.slice(0, from + 1).toReversed(),
      );
      expect(await list("followers", walk("older", { low: place, high: place }))).toEqual(
        all.slice(from, from + 1),
      );
    }
  });

  test("L3: with some others, the same records in the same order, both ways and in ranges", async () => {
    for (const side of ["followers", "following"] as const) {
      const entity = user(side === "followers" ? "hub" : "fan");
      const chosen = [...AWKWARD.filter((_id, index) => index % 2 === 1 || index < 4), "nobody"];
      const others = [...chosen, ...chosen].map(user);
      const isChosen = ({ follower, followed }: Edge) =>
        chosen.includes((side === "followers" ? follower : followed).id);
      for (const direction of ["older", "newer"] as const) {
        for (const flag of ["following", "liking", "nothing"]) {
          const wanted = { entity, side, others, flag };
          const all = await collect(followList(table, { entity, side, flag }, walk(direction)));
          const expected = all.filter(({ follow }) => isChosen(follow));
          expect(await collect(followsWith(table, wanted, walk(direction)))).toEqual(
            expected.map(withoutIncarnation),
          );
          const high = expected[1]?.position ?? "";
          const below = await collect(followsWith(table, wanted, walk(direction, { high })));
          expect(below).toEqual(expected.filter(({ position }) => position <= high).map(withoutIncarnation));
        }
        const merged = await collect(mergedFollowList(table, { entity, side }, walk(direction), () => true));
        const wanted = { entity, side, others, flag: "*" };
        expect(await collect(followsWith(table, wanted, walk(direction)))).toEqual(
          merged.filter(({ follow }) => isChosen({ ...follow, flag: "" })),
        );
      }
    }
  });

  test("L2: every flag merged, each entity once, by type and id, both ways and in ranges", async () => {
    for (const side of ["followers", "following"] as const) {
      const all = await merged(side, walk("newer"));
      expect(all.map(({ position }) => position)).toEqual(AWKWARD.map((id) => entityKey(user(id))));
      expect((await merged(side, walk("older"))).toReversed()).toEqual(all);
      expect(await merged(side, walk("newer", { low: all[2]?.position, high: all[5]?.position }))).toEqual(
        all.slice(2, 6),
      );
    }
    const flags = (await merged("followers", walk("newer"))).map((one) => one.flags);
    expect(flags.slice(0, 3)).toEqual(["following,liking", "following", "following,liking"]);
  });

  test("L2: whose `actor_only` changes between the reads of both classes is listed once", async () => {
    await follows(table, user("mover"), user("watched"));
    const { promise: moved, resolve } = Promise.withResolvers<void>();
    const moving = between(table, async (command, send) => {
      const partition = partitionOf(command.input);
      if (partition === followersPartition(user("watched"), "all")) await moved;
      const answer = await send(command);
      if (partition === followersPartition(user("watched"), "actor")) {
        await follows(table, user("mover"), user("watched"), { actorOnly: false });
        resolve();
      }
      return answer;
    });
    const listed = await collect(
      mergedFollowList(moving, { entity: user("watched"), side: "followers" }, walk(), () => true),
    );
    expect(listed.map(({ follow }) => [follow.follower.id, follow.flags])).toEqual([
      ["mover", ["following"]],
    ]);
  });
}
