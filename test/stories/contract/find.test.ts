import { beforeAll, describe, expect, inject, test } from "vitest";
import { expectProblem, paths, status } from "../../support/contract.ts";
import { type Person, person, service, stranger } from "../../support/people.ts";
import { eventually, page, uniqueType } from "../../support/story.ts";

let alice: Person;
let type: string;

const NAMES: Readonly<Record<string, string | undefined>> = {
  "1": "Ångström",
  "2": "angel",
  "3": "Straße",
  "4": "STRASSE",
  "5": "anna",
  "6": "ＡＮＮＡ",
  "7": "ὈΔΥΣΣΕΎΣ",
  an: undefined,
  "an-other": "An other",
};

beforeAll(async () => {
  [alice, type] = [await person("alice"), uniqueType("shop")];
  const entities = Object.entries(NAMES).map(([id, name]) => ({ model_type: type, id, name }));
  await service.post("/entities/batch", { entities });
});

const ids = async (query: string) => (await page(alice, `/${type}?${query}`)).results.map(({ id }) => id);

describe("entities are found by how their name or id begins", () => {
  test("without marks and case, each once, by the text that matched and then by id", async () => {
    // "an" and "an other" come before "angel"; `an-other` matches by its name and its id.
    const all = ["an", "an-other", "2", "1", "5", "6"];
    for (const prefix of ["an", "AN", "ån", "Ａn"])
      await eventually(async () =>
        expect([prefix, await ids(`prefix=${encodeURIComponent(prefix)}`)]).toEqual([prefix, all]),
      );
    expect(await ids("prefix=an&limit=3")).toEqual(all.slice(0, 3));
    expect(await ids(`prefix=${encodeURIComponent("straß")}`)).toEqual(["3", "4"]);
    expect(await ids(`prefix=${encodeURIComponent("οδυσσευς")}`)).toEqual(["7"]);
    expect(await ids("prefix=an%20o")).toEqual(["an-other"]);
    expect(await ids("prefix=an-o")).toEqual(["an-other"]);
    expect(await ids("prefix=3")).toEqual(["3"]);
    expect(await ids("prefix=zz")).toEqual([]);
    expect(await page(alice, `/${uniqueType("none")}?prefix=an`)).toEqual({ results: [] });
    const whole = { model_type: type, id: "2", name: "angel", url: `${inject("url")}/${type}/2` };
    expect(await page(alice, `/${type}?prefix=angel`)).toEqual({ results: [whole] });
  });

  test("as they are called now, and no more once they are deleted", async () => {
    const path = `/${type}/moving`;
    await service.call("PUT", path, { name: "Quince" });
    await eventually(async () => expect(await ids("prefix=qui")).toEqual(["moving"]));
    await service.call("PUT", path, { name: "Peach" });
    await eventually(async () =>
      expect([await ids("prefix=qui"), await ids("prefix=pea")]).toEqual([[], ["moving"]]),
    );
    await service.delete(path);
    expect([await ids("prefix=pea"), await ids("prefix=moving")]).toEqual([[], []]);
    await service.call("PUT", path, {});
    await eventually(async () =>
      expect([await ids("prefix=pea"), await ids("prefix=moving")]).toEqual([[], ["moving"]]),
    );
  });

  test("with what the route takes, and for who has a token", async () => {
    const wrong: readonly [query: string, field: string][] = [
      ["", "prefix"],
      ["prefix=", "prefix"],
      [`prefix=${"x".repeat(65)}`, "prefix"],
      ["prefix=a&prefix=b", "prefix"],
      ["prefix=a&limit=0", "limit"],
      ["prefix=a&limit=51", "limit"],
      ["prefix=a&cursor=x", "cursor"],
      ["prefix=a&type=user", "type"],
    ];
    for (const [query, field] of wrong) {
      const reply = await alice.get(`/${type}?${query}`);
      expect([query, reply.status, paths(reply.body)]).toEqual([query, 400, [field]]);
    }
    expect(await status(alice.get(`/${type}?prefix=${encodeURIComponent("ü".repeat(64))}&limit=50`))).toBe(
      200,
    );
    expect(await status(stranger.get(`/${type}?prefix=a`))).toBe(401);
    for (const collection of ["user", "follows"])
      expectProblem(await alice.get(`/${collection}?prefix=a`), 404, "Not Found");
    const refused = await service.post("/users", {});
    expect([refused.status, refused.headers.get("allow")]).toEqual([
      405,
      expect.stringMatching(/^GET, HEAD\b/),
    ]);
    const { headers } = await alice.get(`/${type}?prefix=an`);
    expect([headers.get("etag"), headers.get("vary")]).toEqual([
      expect.stringMatching(/^"/),
      "Accept-Encoding, Authorization",
    ]);
  });
});
