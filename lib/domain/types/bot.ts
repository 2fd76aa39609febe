import * as z from "zod/mini";
import { optional } from "../text.ts";
import { address, entityType } from "./entity-type.ts";

export const bot = entityType(
  "bot",
  "bots",
  { avatar_url: address, email: optional(z.email().check(z.maxLength(254))) },
  { hidden: ["email"] },
);
