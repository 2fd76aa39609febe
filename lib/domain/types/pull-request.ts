import { count, entityType, line } from "./entity-type.ts";

export const pullRequest = entityType("pull_request", "pull_requests", { number: count, state: line });
