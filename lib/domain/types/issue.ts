import { count, entityType, line } from "./entity-type.ts";

export const issue = entityType("issue", "issues", { number: count, state: line });
