import { PREFIX } from "../../../../lib/contract/table.ts";
import { SECOND } from "../../../../lib/domain/time.ts";
import type { Table } from "../../../../lib/table/table.ts";
import type { Plant } from "../plants.ts";
import { type Answer, type Input, between, inUpdates, partitionOf, without } from "./between.ts";

const BEGIN = "phase = :building, bumped_at";
const FINISH = "SET phase = :built, horizon";
const OPEN = "SET open_since = :now";
const CLOSE = "REMOVE open_since";
const AHEAD = 100 * SECOND;

const onCondition = (from: string, to: string) => (input: Input) => ({
  ConditionExpression: input.ConditionExpression?.replace(from, to),
});

const through =
  (...wrappers: readonly ((table: Table) => Table)[]) =>
  (table: Table): Table =>
    wrappers.reduce((wrapped, wrapper) => wrapper(wrapped), table);

/** Tasks that read feeds, and so build them. */
const READERS = new Set(["read", "follow", "unfollow", "post"]);

/** Every second look of a reader at the same actions is answered as the first was. */
function answeringTwice(table: Table): Table {
  const first = new Map<string, Answer>();
  return between(table, async (command, send) => {
    const keys = command.input.RequestItems?.[table.name]?.Keys ?? [];
    if (!String(keys[0]?.["pk"]).startsWith(PREFIX.action)) return send(command);
    const place = keys.map(({ pk }) => String(pk)).join();
    const known = first.get(place);
    if (known !== undefined && first.delete(place)) return known;
    const answer = await send(command);
    first.set(place, answer);
    return answer;
  });
}

/** A reader who finds a feed asleep takes it for one that is about to fall asleep. */
function wakingUp(table: Table, now: () => number): Table {
  const awake = (item: Record<string, unknown>) =>
    item["last_read"] === undefined
      ? item
      : { ...item, last_read: Math.max(Number(item["last_read"]), now() - table.limits.asleepAfter) };
  return between(table, async (command, send) => {
    const answer = await send(command);
    if (!partitionOf(command.input).startsWith(PREFIX.feed)) return answer;
    return {
      ...answer,
      ...(answer.Item && { Item: awake(answer.Item) }),
      ...(answer.Items && { Items: answer.Items.map(awake) }),
    };
  });
}

const unconditional = (input: Input) => ({
  ConditionExpression: undefined,
  ExpressionAttributeValues: without(input.ExpressionAttributeValues, ":held"),
});

/** What readers do: builds, settle passes, touches. */
export const FEEDS = {
  "two-builders": {
    what: "a builder takes the next generation, though another has",
    table: inUpdates(BEGIN, unconditional),
  },
  "overtaken-build": {
    what: "a builder that a follow has overtaken declares that follow's generation built",
    table: inUpdates(FINISH, (input) => ({
      ConditionExpression: undefined,
      ExpressionAttributeValues: without(input.ExpressionAttributeValues, ":held", ":building"),
    })),
  },
  "read-crash": {
    what: "a generation is believed while it is built, and so when its builder has crashed",
    table: through(
      inUpdates(BEGIN, ({ UpdateExpression, ExpressionAttributeValues: values }) => ({
        UpdateExpression: UpdateExpression?.replace(
          " REMOVE horizon, pulled_at,",
          ", horizon = :none, pulled_at = :ahead REMOVE",
        ),
        ExpressionAttributeValues: {
          ...values,
          ":building": "built",
          ":none": "",
          ":ahead": Number(values?.[":now"]) + AHEAD,
        },
      })),
      inUpdates(FINISH, (input) => ({
        ExpressionAttributeValues: { ...input.ExpressionAttributeValues, ":building": "built" },
      })),
    ),
  },
  "settle-crash": {
    what: "a settle pass counts from its beginning, and so when it has crashed",
    table: through(
      inUpdates(OPEN, () => ({ UpdateExpression: "SET pulled_at = :now" })),
      inUpdates(CLOSE, onCondition("open_since = :pulled AND ", "")),
    ),
  },
  "no-settle": {
    what: "what an index did not show yet is not pulled again",
    table: inUpdates(FINISH, ({ ExpressionAttributeValues: values }) => ({
      ExpressionAttributeValues: { ...values, ":pulled": Number(values?.[":pulled"]) + AHEAD },
    })),
  },
  "no-horizon": {
    what: "a build declares complete what lies below its rows",
    table: inUpdates(FINISH, (input) => ({
      ExpressionAttributeValues: { ...input.ExpressionAttributeValues, ":horizon": "" },
    })),
  },
  "touch-wakes": {
    what: "a read wakes a sleeping feed with a touch instead of a build",
    table: (table, { name }, { now }) => {
      const touching = inUpdates("SET last_read = :now", (input) => ({
        ConditionExpression: "generation = :held",
        ExpressionAttributeValues: without(input.ExpressionAttributeValues, ":awake"),
      }));
      return READERS.has(name) ? wakingUp(touching(table), now) : table;
    },
  },
  "reconcile-once": {
    what: "a reconcile does not look at its actions again",
    isRare: true,
    table: (table, { name }) => (READERS.has(name) ? answeringTwice(table) : table),
  },
} satisfies Record<string, Plant>;
