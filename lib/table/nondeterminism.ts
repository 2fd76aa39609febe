import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuid } from "uuid";

/**
 * What does not follow from calls and their answers: time, waiting and chance. A simulation puts its own in
 * their place.
 */
export const NONDETERMINISM = {
  /** Milliseconds of the server's clock, for work that stamps what it writes. */
  clock: (): number => Date.now(),
  /** Waits so many milliseconds. */
  sleep: (milliseconds: number): Promise<void> => sleep(milliseconds),
  /** From 0 up to, but not including, 1. */
  random: (): number => Math.random(),
  /** An id that nobody else has. */
  id: (): string => uuid(),
  /** A short text that nobody else has. */
  nonce: (): string => randomBytes(9).toString("base64url"),
};

export type Nondeterminism = Readonly<typeof NONDETERMINISM>;
