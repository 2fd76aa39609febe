import { entityType, paragraph } from "./entity-type.ts";

export const commit = entityType("commit", "commits", { message: paragraph });
