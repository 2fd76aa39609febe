import { bot } from "./bot.ts";
import { branch } from "./branch.ts";
import { commit } from "./commit.ts";
import { type EntityType, entityType } from "./entity-type.ts";
import { issue } from "./issue.ts";
import { organization } from "./organization.ts";
import { pullRequest } from "./pull-request.ts";
import { release } from "./release.ts";
import { repository } from "./repository.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** The types a deployment knows. A new one is a file beside these and a word in this list. */
export const TYPES: readonly EntityType[] = [
  user,
  bot,
  team,
  organization,
  repository,
  branch,
  commit,
  pullRequest,
  issue,
  release,
];

const byName = new Map(TYPES.map((type) => [type.name, type]));
const byCollection = new Map(TYPES.map((type) => [type.collection, type]));

/** Words that begin routes: exactly those of the contract (`test/architecture`). */
export const ROUTE_WORDS = ["actions", "entities", "feed", "follows", "health", "mutes", "notifications"];

/** Kept for pages beside the API, and for routes to come. */
const KEPT = ["action", "console", "docs", "live", "openapi"];

export const RESERVED: ReadonlySet<string> = new Set([
  ...[...ROUTE_WORDS, ...KEPT].sort(),
  ...byCollection.keys(),
]);

export const registeredType = (name: string): EntityType | undefined => byName.get(name);

export const UNREGISTERED: EntityType = entityType("", "", {});

export const typeNamed = (name: string): EntityType => byName.get(name) ?? UNREGISTERED;

export const typeOfCollection = (collection: string): EntityType | undefined => byCollection.get(collection);

export const collectionOf = (name: string): string => byName.get(name)?.collection ?? name;

export const isReserved = (name: string): boolean => RESERVED.has(name);
