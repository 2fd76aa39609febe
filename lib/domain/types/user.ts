import * as z from "zod/mini";
import { optional } from "../text.ts";
import { address, entityType, line } from "./entity-type.ts";

/** The e-mail is stored for the deployment's own use and shown to nobody. */
export const user = entityType(
  "user",
  "users",
  { username: line, avatar_url: address, email: optional(z.email().check(z.maxLength(254))) },
  { hidden: ["email"], notifications: true },
);
