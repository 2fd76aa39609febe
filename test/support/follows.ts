import { expect } from "vitest";
import { type Json, service } from "./people.ts";
import { page, pathOf } from "./story.ts";

/** The flags of each record of a page, with who follows what. */
export const flagsOf = (body: Json) =>
  body.results.map((record) => [record.user.id, record.follow_object.id, record.flags]);

export const followed = (body: Json): string[] => body.results.map((record) => record.follow_object.id);

export async function following(user: string, entity: string, flag?: string): Promise<boolean> {
  const query = `user=${user}${flag === undefined ? "" : `&flag=${flag}`}`;
  return (await page(service, `${pathOf(entity)}/is-following?${query}`)).is_following;
}

/** Makes follows without actions, all at once. */
export async function followAll(follows: readonly object[]): Promise<void> {
  const { body } = await service.post("/follows/batch", {
    follows: follows.map((one) => ({ send_action: false, ...one })),
  });
  expect(body.results.filter(({ status }) => status !== 204)).toEqual([]);
}
