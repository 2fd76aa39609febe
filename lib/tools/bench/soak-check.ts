import { eachAtMost } from "../../domain/merge.ts";
import type { Person } from "./soak-people.ts";

export interface Posted {
  readonly id: string;
  readonly actor: string;
}

interface Shown {
  readonly id: string;
  readonly timestamp: string;
}

const NEWEST = 100;

export async function wrongActivities(
  url: string,
  people: readonly Person[],
  posted: readonly Posted[],
): Promise<number> {
  const lost = await eachAtMost(4, people, async ({ id: person, token }) => {
    const ids = new Set(
      (await all(url, `/users/${person}/activity?role=actor&limit=100`, token)).map(({ id }) => id),
    );
    return posted.filter(({ actor, id }) => actor === person && !ids.has(id));
  });
  return lost.flat().length;
}

export async function wrongFeeds(
  url: string,
  people: readonly Person[],
  follows: readonly (readonly Person[])[],
): Promise<number> {
  const wrong = await eachAtMost(4, [...people.entries()], async ([index, { token }]) => {
    const streams = await eachAtMost(4, follows[index] ?? [], ({ id }) =>
      all(url, `/users/${id}/activity?role=actor&limit=100`, token, NEWEST),
    );
    const expected = streams
      .flat()
      .sort((a, b) => (a.timestamp + a.id < b.timestamp + b.id ? 1 : -1))
      .slice(0, NEWEST);
    const feed = await all(url, "/feed?limit=100", token, NEWEST);
    return expected.map(({ id }) => id).join() !== feed.map(({ id }) => id).join();
  });
  return wrong.filter((isWrong) => isWrong).length;
}

async function all(url: string, path: string, token: string, most = Infinity): Promise<Shown[]> {
  const found: Shown[] = [];
  for (let next: string | null = `${url}${path}`; next !== null && found.length < most;) {
    const response = await fetch(next, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${next}: ${response.status}`);
    const page = (await response.json()) as { next: string | null; results: Shown[] };
    found.push(...page.results);
    ({ next } = page);
  }
  return found.slice(0, most);
}
