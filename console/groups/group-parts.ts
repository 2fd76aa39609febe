import type { Order } from "../../lib/client/store/merge.ts";
import type { Action, Group } from "../../lib/client/types.ts";
import { referenceOf } from "../names.ts";

const PARTS = ["actor", "action_object", "target"] as const;

type Filters = Readonly<Record<string, string>>;

/** The filters of a stream without those that only groups have. */
export function withoutGroup({ group: _group, window: _window, ...filters }: Filters): Filters {
  return filters;
}

/** Narrows a stream to the actions of a group. No filter says that a part is absent. */
export function filtersOf({ key, first_at, latest_at }: Group, filters: Filters): Filters {
  const named = PARTS.flatMap((part) => (key[part] ? [[part, referenceOf(key[part])] as const] : []));
  const until = new Date(Date.parse(latest_at) + 1).toISOString();
  return {
    ...withoutGroup(filters),
    verb: key.verb,
    ...Object.fromEntries(named),
    since: first_at,
    until,
  };
}

/** Whether an action lacks what the group's actions lack. */
export const lacksAlike =
  ({ key }: Group) =>
  (action: Action): boolean =>
    PARTS.every((part) => key[part] !== null || action[part] === null);

/** A group stands where its newest action stands. Those of a cut window come once in each cut. */
export const orderOf = (window: string | undefined): Order<Group> => ({
  id({ key, complete, latest_at }) {
    const parts = PARTS.map((part) => (key[part] ? referenceOf(key[part]) : String(key[part])));
    const time = complete ? latest_at.slice(0, window === "hour" ? 13 : 10) : latest_at;
    return JSON.stringify([key.verb, ...parts, time]);
  },
  place: ({ latest_at, actions }) => latest_at + (actions[0]?.id ?? ""),
  isCut: ({ complete }) => !complete,
});
