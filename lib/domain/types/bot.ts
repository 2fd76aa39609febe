import * as z from "zod";
import { optional } from "../text.ts";
import { address, entityType } from "./entity-type.ts";

/** A program that acts. */
export const bot = entityType("bot", "bots", { avatar_url: address, email: optional(z.email().max(254)) }, { hidden: ["email"] });
