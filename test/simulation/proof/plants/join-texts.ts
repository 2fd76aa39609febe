import { FOCUSED } from "../mixes.ts";
import { type TextPlant, one } from "./text-plant.ts";

const FEED = "lib/domain/feed.ts";
const STATE = "lib/store/feeds/feed-state.ts";
const PASSES = "lib/store/feeds/feed-passes.ts";
const BUILD = "lib/store/feeds/feed-build.ts";
const FOLLOWS = "lib/store/graph/follows.ts";
const SWITCH = "lib/store/feeds/pull-switch.ts";

/** Follows that begin no generation. */
export const JOIN_TEXTS = {
  "join-unpulled": one("what joins a feed is not pulled", FOCUSED.joined, [
    STATE,
    "ADD pulled :names, joined :names,",
    "ADD joined :names,",
  ]),
  "roles-in-place": one("a change to actor_only begins no generation", FOCUSED.joined, [
    FOLLOWS,
    "    { Update: state },\n",
    "",
  ]),
  "fold-early": one("what has joined gets rows before an index surely shows what it did", FOCUSED.joined, [
    FEED,
    "isShown(joinedAt, now, limits);",
    "now >= joinedAt;",
  ]),
  "fold-blindly": {
    ...one("a settle pass takes out what joined while it ran", FOCUSED.joined, [
      PASSES,
      '" AND joined = :joined AND joined_at = :joined_at"',
      '" AND attribute_exists(joined) AND :joined = :joined AND :joined_at = :joined_at"',
    ]),
    isRare: true,
  },
  "fold-unfilled": one("what has joined is taken out of the pulled and gets no rows", FOCUSED.joined, [
    BUILD,
    "incarnation: state.incarnation, pulledEntities }, walk)",
    "incarnation: state.incarnation, pulledEntities: state.pulledEntities }, walk)",
  ]),
  "fold-alone-unfilled": one("what is folded in alone gets no rows", FOCUSED.joined, [
    BUILD,
    "merge(streamsOf(table, alone, ",
    "merge(streamsOf(table, [], ",
  ]),
  "fold-alone-early": {
    ...one(
      "rows that an index may lack are not looked for again once somebody is folded in",
      FOCUSED.joined,
      [
        BUILD,
        "isFinal(state, table.limits) ? folded : undefined;",
        "isFinal({ ...state, lastPullAt: now }, table.limits) ? folded : undefined;",
      ],
    ),
    isRare: true,
  },
  "fold-celebrity": {
    ...one("a settle pass makes rows of a celebrity, to whom fan-outs bring no more", FOCUSED.joined, [
      BUILD,
      "return except(joined, pulledAmong(joined, stored)).filter(",
      "return joined.filter(",
    ]),
    isRare: true,
  },
  "fold-returned": one(
    "who is pushed again gets rows before an index shows what they did while they were pulled",
    FOCUSED.joined,
    [BUILD, "stored.get(entityKey(entity))?.pushedAt ?? 0", "0"],
  ),
  "joined-untold": {
    ...one("a switch to pulling passes by feeds that the celebrity has joined", FOCUSED.joined, [
      SWITCH,
      "(!isAmong(state.pulledEntities) || isAmong(state.joined));",
      "!isAmong(state.pulledEntities);",
    ]),
    isRare: true,
  },
} satisfies Record<string, TextPlant>;
