import * as z from "zod/mini";
import { type Caller, actsAs } from "../domain/caller.ts";
import { type EntityRef, entityText } from "../domain/entity.ts";

/** In the query, whatever the method. */
export const userParameter = { user: z.optional(entityText) };

interface Asked {
  readonly caller: Caller;
  readonly query: { readonly user?: EntityRef | undefined };
}

/** Who a request acts for. @throws 400 where a service names nobody, 403 where a user names another */
export const ownerOf = ({ caller, query }: Asked): EntityRef => actsAs(caller, query.user, "user");
