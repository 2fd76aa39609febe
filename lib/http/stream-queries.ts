import * as z from "zod/mini";
import type { STREAMS } from "../contract/routes/streams.ts";
import { ROLES } from "../domain/incarnation.ts";
import { flagOrAny } from "../domain/follow.ts";
import { ASKED } from "../domain/visibility.ts";
import { streamQuery } from "./stream-list.ts";

export const feedQuery = streamQuery({
  flag: z.optional(flagOrAny),
  own: z.optional(z.enum(["true", "false", "hide"], { error: "must be true, false or hide" })),
  notifications: z.optional(z.literal("counts", { error: "must be counts" })),
});

export const entityActivityQuery = streamQuery({
  role: z.optional(z.enum(ROLES, { error: `must be one of ${ROLES.join(", ")}` })),
  public: z.optional(z.enum(ASKED, { error: `must be one of ${ASKED.join(", ")}` })),
});

export const listedStreamQuery = streamQuery({});

export const STREAM_QUERIES: Readonly<Record<keyof typeof STREAMS, z.ZodMiniObject>> = {
  "get-actions": listedStreamQuery,
  "get-type-activity": listedStreamQuery,
  "get-entity-activity": entityActivityQuery,
  "get-own-feed": feedQuery,
  "get-entity-feed": feedQuery,
};
