import { inject } from "vitest";

const original = globalThis.fetch;
const stage = inject("url");
const place = inject("place");

/** The stage's own address, which name servers need not know, leads to the place where it is served. */
globalThis.fetch = (input, init) =>
  original(typeof input === "string" && input.startsWith(stage) ? place + input.slice(stage.length) : input, init);
