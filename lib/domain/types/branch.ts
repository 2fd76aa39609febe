import { entityType, line } from "./entity-type.ts";

export const branch = entityType("branch", "branches", { slug: line });
