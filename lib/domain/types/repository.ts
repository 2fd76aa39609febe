import { entityType, line, paragraph } from "./entity-type.ts";

export const repository = entityType("repository", "repositories", { slug: line, description: paragraph });
