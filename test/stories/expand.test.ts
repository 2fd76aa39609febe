import { expect, test } from "vitest";
import { service, unique } from "../support/people.ts";

test("actions show entities as they were, and with expand=current as they are now", async () => {
  const [actor, repo] = [unique("u"), unique("repo")];
  const named = (name: string) => ({
    actor: { model_type: "user", id: actor, name },
    verb: "pushed",
    target: `repository:${repo}`,
  });
  const { body } = await service.post("/actions", named("Alice"));
  await service.post("/actions", named("Alicia"));
  const path = `/repositories/${repo}/activity`;
  const summaries = async (query: string) =>
    (await service.get(`${path}${query}`)).body.results.map(({ summary }) => summary);
  expect(await summaries("")).toEqual([`Alicia pushed ${repo}`, `Alice pushed ${repo}`]);
  expect(await summaries("?expand=current")).toEqual([`Alicia pushed ${repo}`, `Alicia pushed ${repo}`]);
  expect((await service.get(`/actions/${body.id}?expand=current`)).body.summary).toBe(
    `Alicia pushed ${repo}`,
  );
  expect((await service.get(`${path}?expand=all`)).status).toBe(400);
});
