import type { ActionBody, StoredAction } from "../action.ts";
import { type EntitySnapshot, parseEntityKey } from "../entity.ts";
import { SHOWN, firstOfEach } from "../groups.ts";
import { splitPosition } from "../position.ts";
import { toTimestamp } from "../time.ts";
import { type Member, type Shown } from "./head.ts";

const DESCRIPTION = 200;
const NEAR = 8;

const newestByActor = (members: readonly Member[]): Member[] =>
  firstOfEach(members, ({ actor }) => actor).slice(0, SHOWN);

/** Whether these members, newest first, are enough to say what a group with so many actors shows. */
export const isEnough = (members: readonly Member[], actors: number): boolean =>
  newestByActor(members).length >= Math.min(SHOWN, actors);

/** Actions to read in order to show a group, beyond what is known already. */
export function unknownActions(
  members: readonly Member[],
  before: Shown | undefined,
  known: ReadonlyMap<string, StoredAction>,
): string[] {
  const [newest] = members;
  const wanted = newestByActor(members).filter(({ id }) => !before?.actors.some(({ of }) => of === id));
  const ids = new Set(wanted.map(({ id }) => id));
  if (newest !== undefined && newest.id !== before?.latest.id) ids.add(newest.id);
  return [...ids].filter((id) => !known.has(id));
}

/** What a group's newest members, newest first, show. An action that cannot be read was deleted. */
export function shownOf(
  members: readonly [Member, ...Member[]],
  before: Shown | undefined,
  known: ReadonlyMap<string, StoredAction>,
): Shown {
  const [newest] = members;
  const near = members.slice(0, NEAR);
  const action = known.get(newest.id);
  const parts = action?.body ?? (before?.latest.id === newest.id ? before : undefined);
  const isSame = (part: "o" | "t") => near.every((member) => member[part] === newest[part]);
  return {
    actors: newestByActor(members).map(({ id, actor }) => ({
      of: id,
      entity: known.get(id)?.body.actor ?? before?.actors.find(({ of }) => of === id)?.entity ?? bare(actor),
    })),
    target: parts?.target ?? bareIf(newest.t),
    action_object: parts?.action_object ?? bareIf(newest.o),
    same: { target: isSame("t"), action_object: isSame("o") },
    hasObject: near.some(({ o }) => o !== undefined),
    latest:
      action !== undefined
        ? {
            id: newest.id,
            timestamp: splitPosition(action.position).timestamp,
            description: cut(action.body),
          }
        : before?.latest.id === newest.id
          ? before.latest
          : { id: newest.id, timestamp: toTimestamp(newest.at), description: null },
  };
}

const bare = (key: string): EntitySnapshot => parseEntityKey(key) as EntitySnapshot;
const bareIf = (key: string | undefined): EntitySnapshot | undefined =>
  key === undefined ? undefined : bare(key);

const cut = ({ description }: ActionBody): string | null =>
  description === undefined ? null : [...description].slice(0, DESCRIPTION).join("");
