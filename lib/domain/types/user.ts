import * as z from "zod";
import { optional } from "../text.ts";
import { address, entityType, line } from "./entity-type.ts";

/** A person. The e-mail is stored for the deployment's own use and shown to nobody. */
export const user = entityType(
  "user",
  "users",
  { username: line, avatar_url: address, email: optional(z.email().max(254)) },
  { hidden: ["email"] },
);
