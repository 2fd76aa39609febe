import { entityType, line, paragraph } from "./entity-type.ts";

export const team = entityType("team", "teams", { slug: line, description: paragraph });
