import { execFileSync, spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { service, unique } from "../support/people.ts";
import { eventually } from "../support/story.ts";

describe("the Next.js example", () => {
  beforeAll(() => {
    process.env["TRIBUTARY_URL"] = inject("url");
    process.env["TRIBUTARY_KEY"] = service.token ?? "";
  });

  const request = (path: string, user: string, method = "POST") =>
    new Request(`http://shop.example${path}`, { method, headers: { "x-user": user } });
  const at = (id: string) => ({ params: Promise.resolve({ id }) });

  test("shows on the home page what those one follows do, and what is done to them, each once", async () => {
    const { POST: follow } = await import("../../docs/examples/next/app/sellers/[id]/follow/route.ts");
    const { POST: pay } = await import("../../docs/examples/next/app/orders/[id]/pay/route.ts");
    const { GET: home } = await import("../../docs/examples/next/app/home/route.ts");
    const [alice, bob, order, seller] = [unique("alice"), unique("bob"), unique("order"), unique("seller")];
    expect((await follow(request("/sellers/1/follow", alice), at(seller))).status).toBe(204);
    await service.post(`/users/${bob}/follow`, { user: `user:${alice}`, send_action: false });
    for (const _ of [1, 2])
      expect((await pay(request(`/orders/${order}/pay`, bob), at(order))).status).toBe(204);
    await eventually(async () => {
      const answer = (await (await home(request("/home", alice, "GET"))).json()) as {
        news: { summary: string }[];
      };
      expect(answer.news.map(({ summary }) => summary)).toEqual([
        `${bob} paid ${order}`,
        `${alice} started following ${seller}`,
      ]);
    });
  });

  test("tells the caller what they got wrong", async () => {
    const { GET: home } = await import("../../docs/examples/next/app/home/route.ts");
    const answer = await home(request("/home?after=http://x.example/?cursor=forged", unique("alice"), "GET"));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining("cursor") as string });
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

// Without Python there is nobody to ask.
describe.skipIf(!hasPython)("the Django examples", () => {
  test.each(globSync("docs/examples/django/*.py"))("%s is Python", (file) => {
    const check = "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read(), sys.argv[1])";
    expect(execFileSync("python3", ["-c", check, file], { encoding: "utf8", stdio: "pipe" })).toBe("");
  });
});
