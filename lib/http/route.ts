import type * as z from "zod/mini";
import type { Route } from "../contract/route.ts";
import { ROUTES, type RouteName } from "../contract/routes.ts";
import { type Caller, mayActFor } from "../domain/caller.ts";
import { TributaryError } from "../domain/errors.ts";
import type { Table } from "../table/table.ts";
import type { Answer } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { makeRoute } from "./make-route.ts";
import type { GatewayEvent, OpenRequest, Takes, nothing } from "./open-request.ts";
import { countRequest } from "./rate.ts";
import { logCaller } from "./request-log.ts";
import { table } from "../runtime/start.ts";

/** A request that has passed every check a route needs not know of. */
export interface Request<Query = unknown, Body = unknown> extends OpenRequest<Query, Body> {
  readonly caller: Caller;
  readonly table: Table;
}

/** Makes a route's function: who may call, and what it takes, is checked before `handle` sees the request. */
export const route = <Q extends z.ZodMiniObject = typeof nothing, B extends z.ZodMiniType = typeof nothing>(
  name: RouteName,
  takes: Takes<Q, B>,
  handle: (request: Request<z.output<Q>, z.output<B>>) => Promise<Answer> | Answer,
) =>
  makeRoute(name, takes, admit, (open, caller) => {
    const request = Object.assign(open, { caller, table: { ...table, trace: open.trace } });
    if (ROUTES[name].allow === "owner") mayActFor(caller, request.entity);
    return handle(request);
  });

/** @throws 401 for strangers, 429 for callers over their rate, 403 for callers that the route is not for */
async function admit({ allow, scope }: Route, event: GatewayEvent, now: number): Promise<Caller> {
  const caller = await authenticate(event.headers["authorization"], now);
  logCaller(caller);
  await countRequest(caller, now);
  if (allow === "service" && caller.kind !== "service") throw new TributaryError("forbidden", "This route is for services.");
  if (caller.kind === "service" && !caller.scopes.includes(scope)) {
    throw new TributaryError("forbidden", `This service key may not ${scope}.`);
  }
  return caller;
}
