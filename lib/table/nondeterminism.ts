import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuid } from "uuid";

export const NONDETERMINISM = {
  /** Milliseconds of the server's clock, for work that stamps what it writes. */
  clock: (): number => Date.now(),
  sleep: (milliseconds: number): Promise<void> => sleep(milliseconds),
  random: (): number => Math.random(),
  id: (): string => uuid(),
  nonce: (): string => randomBytes(9).toString("base64url"),
};

export type Nondeterminism = Readonly<typeof NONDETERMINISM>;
