import { UserFacingError } from "../../local/dynamodb.ts";

const TIMES: Readonly<Record<string, number>> = { "": 1, k: 1e3, K: 1e3, M: 1e6 };

export function peopleIn(text: string): number {
  const [, digits = "", unit = ""] = /^(\d{1,9})([kKM]?)$/.exec(text) ?? [];
  const people = Number(digits) * (TIMES[unit] ?? 0);
  if (people > 0) return people;
  throw new UserFacingError(`--users is a number of people, as 2500, 10k or 1M; "${text}" is none.`);
}
