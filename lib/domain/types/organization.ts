import { address, entityType, line, paragraph } from "./entity-type.ts";

export const organization = entityType("organization", "organizations", {
  slug: line,
  avatar_url: address,
  description: paragraph,
});
