import type { StoredAction } from "../../../lib/domain/action.ts";
import { type EntityRef, entityKey, sameEntity } from "../../../lib/domain/entity.ts";
import { type Incarnations, isLive } from "../../../lib/domain/incarnation.ts";
import type { Mute } from "../../../lib/domain/mute.ts";
import { type Reading, timestampOf } from "./read.ts";
import { ANY_FLAG, type StoredFollow, isCurrent } from "../../../lib/domain/follow.ts";

/**
 * What is true: the actions, follows and incarnations that are stored, and nothing that was derived from
 * them.
 */
export interface Truth {
  readonly actions: readonly StoredAction[];
  readonly follows: readonly StoredFollow[];
  readonly incarnations: Incarnations;
  /** Those that are in force. */
  readonly mutes: readonly Mute[];
}

/** An entry as it is compared: where it stands, and what it says. */
export const shown = ({ position, body }: Pick<StoredAction, "position" | "body">): string =>
  `${position} ${JSON.stringify(body)}`;

/** What a reader asks of a feed. */
type Asked = Pick<Reading, "owner" | "flag" | "own" | "filters" | "since" | "until">;

/** The contract's definition of a feed and its filters, newest first, as it is compared. */
export const feedOf = (truth: Truth, asked: Asked): string[] =>
  feedEntries(truth, asked).map(shown).sort().reverse();

/** The same as the actions themselves, in no order. */
export function feedEntries(
  truth: Truth,
  { owner, flag, own, filters = {}, since, until }: Asked,
): StoredAction[] {
  const { actions, follows, incarnations } = truth;
  const mine = follows.filter(
    (follow) =>
      sameEntity(follow.follower, owner) &&
      (flag === ANY_FLAG || follow.flag === flag) &&
      isCurrent(follow, incarnations),
  );
  const belongs = ({ body: { actor, target, action_object } }: StoredAction) =>
    (own === "true" && sameEntity(actor, owner)) ||
    mine.some(
      ({ followed, actorOnly }) =>
        sameEntity(actor, followed) ||
        (!actorOnly &&
          [target, action_object].some((part) => part !== undefined && sameEntity(part, followed))),
    );
  const { verb, actor, target, action_object } = filters;
  const passes = ({ position, body }: StoredAction) =>
    (own !== "hide" || !sameEntity(body.actor, owner)) &&
    (verb?.includes(body.verb) ?? true) &&
    isOne(actor, body.actor) &&
    isOne(target, body.target) &&
    isOne(action_object, body.action_object) &&
    (since === undefined || position.slice(0, 24) >= timestampOf(since)) &&
    (until === undefined || position.slice(0, 24) < timestampOf(until));
  return actions.filter(
    (action) =>
      action.body.public &&
      isLive(action, incarnations) &&
      !isMuted(truth, owner, action.body.actor) &&
      belongs(action) &&
      passes(action),
  );
}

const isOne = (wanted: Partial<EntityRef> | undefined, part: EntityRef | undefined): boolean =>
  wanted === undefined ||
  (wanted.model_type === part?.model_type && (wanted.id === undefined || wanted.id === part?.id));

/** Whether somebody mutes who did something. */
export const isMuted = ({ mutes }: Truth, owner: EntityRef, actor: EntityRef): boolean =>
  mutes.some(({ muter, muted }) => sameEntity(muter, owner) && sameEntity(muted, actor));

/** How many follow an entity with the flag `following`. */
export const followersOf = ({ follows, incarnations }: Truth, entity: EntityRef): number =>
  follows.filter(
    (follow) =>
      sameEntity(follow.followed, entity) && follow.flag === "following" && isCurrent(follow, incarnations),
  ).length;

/** Whether anything is stored that an entity's deletion should have taken away. */
export const remains = ({ actions, follows, incarnations }: Truth): string[] => [
  ...actions.filter((action) => !isLive(action, incarnations)).map(({ position }) => `action ${position}`),
  ...follows
    .filter((follow) => !isCurrent(follow, incarnations))
    .map((follow) => `follow ${entityKey(follow.follower)} ${follow.flag}`),
];
