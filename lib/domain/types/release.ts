import { entityType, line } from "./entity-type.ts";

export const release = entityType("release", "releases", { tag: line });
