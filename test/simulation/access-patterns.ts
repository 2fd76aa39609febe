import { describe } from "vitest";
import type { Table } from "../../lib/table/table.ts";
import { actionPatterns } from "./patterns/actions.ts";
import { celebrityPatterns } from "./patterns/celebrities.ts";
import { entityPatterns } from "./patterns/entities.ts";
import { feedPatterns } from "./patterns/feeds.ts";
import { followPatterns } from "./patterns/follows.ts";
import { hotPatterns } from "./patterns/hot.ts";
import { idempotencyPatterns } from "./patterns/idempotency.ts";
import { limitPatterns } from "./patterns/limits.ts";
import { listPatterns } from "./patterns/lists.ts";
import { rangePatterns } from "./patterns/ranges.ts";
import { spreadPatterns } from "./patterns/spread.ts";
import { statePatterns } from "./patterns/states.ts";
import { streamPatterns } from "./patterns/streams.ts";

/**
 * Every access pattern of `docs/access-patterns.md` with its answers. Who passes is a table: DynamoDB Local
 * does, and so the simulated table may be believed. `open` gives an empty table without faults; `crowd` is
 * how many do a thing at once.
 */
export function accessPatterns(open: () => Promise<Table>, crowd: number): void {
  describe("actions", () => actionPatterns(open));
  describe("idempotency", () => idempotencyPatterns(open, crowd));
  describe("follows", () => followPatterns(open));
  describe("lists of follows", () => listPatterns(open));
  describe("limits", () => limitPatterns(open, crowd));
  describe("streams", () => streamPatterns(open));
  describe("entities that are spread", () => spreadPatterns(open));
  describe("feed states", () => statePatterns(open));
  describe("feeds", () => feedPatterns(open));
  describe("celebrities and chunks", () => celebrityPatterns(open));
  describe("entities that are hot", () => hotPatterns(open));
  describe("ranges of long work", () => rangePatterns(open));
  describe("entities, counts, keys", () => entityPatterns(open));
}
