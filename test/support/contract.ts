import { expect } from "vitest";
import { type Json, type Person, verbs } from "./people.ts";
import { page } from "./story.ts";

export const ref = ({ id }: Person): string => `user:${id}`;
/** The fields that a 400 names. */
export const paths = (body: Json): string[] => [...new Set(body.errors.map(({ path }) => path))].toSorted();
export const status = async (reply: Promise<{ readonly status: number }>): Promise<number> =>
  (await reply).status;
export const own = async (who: Person): Promise<string[]> =>
  verbs(await page(who, `/users/${who.id}/activity?role=actor`));

/** Checks a whole problem document. */
export function expectProblem(
  { status: given, headers, body }: { status: number; headers: Headers; body: Json },
  code: number,
  title: string,
) {
  expect([given, headers.get("content-type")]).toEqual([code, "application/problem+json"]);
  expect(body).toMatchObject({
    type: "about:blank",
    title,
    status: code,
    detail: expect.stringMatching(/./),
  });
}
