import { inject } from "vitest";

/**
 * The emulator starts a process for each call that finds the others busy: a crowd of them takes minutes to
 * come up.
 */
const AT_ONCE = 4;

const original = globalThis.fetch;
const stage = inject("url");
const place = inject("place");
const waiting: (() => void)[] = [];
let free = AT_ONCE;

/** The stage's own address, which name servers need not know, leads to the place where it is served. */
globalThis.fetch = async (input, init) => {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free--;
  try {
    return await original(
      typeof input === "string" && input.startsWith(stage) ? place + input.slice(stage.length) : input,
      init,
    );
  } finally {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }
};
