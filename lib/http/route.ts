import type * as z from "zod/mini";
import type { Route } from "../contract/route.ts";
import { ROUTES, type RouteName } from "../contract/routes.ts";
import { type Caller, type Reader, mayActFor } from "../domain/caller.ts";
import { TributaryError } from "../domain/errors.ts";
import type { Table } from "../table/table.ts";
import type { Answer } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { makeRoute } from "./make-route.ts";
import type { GatewayEvent, OpenRequest, Takes, noFields } from "./open-request.ts";
import { countRequest } from "./rate.ts";
import { logCaller } from "./request-log.ts";
import { keyBesideToken, unknownKey } from "./unauthenticated.ts";
import { environment, table } from "../runtime/start.ts";

export interface Request<Query = unknown, Body = unknown, Who extends Reader = Reader> extends OpenRequest<
  Query,
  Body
> {
  readonly caller: Who;
  readonly table: Table;
}

type CallerOf<Name extends RouteName> = (typeof ROUTES)[Name] extends { readonly readers: readonly string[] }
  ? Reader
  : Caller;

type ReadWithKey = (name: RouteName, event: GatewayEvent, key: string, now: number) => Promise<Reader>;

interface Surroundings {
  readonly table: Table;
  readonly authenticate: typeof authenticate;
}

/** Makes a route's function: who may call, and what it takes, is checked before `handle` sees the request. */
export const route = <
  Name extends RouteName,
  Q extends z.ZodMiniObject = typeof noFields,
  B extends z.ZodMiniType = typeof noFields,
>(
  name: Name,
  takes: Takes<Q, B>,
  handle: (request: Request<z.output<Q>, z.output<B>, CallerOf<Name>>) => Promise<Answer> | Answer,
  readWithKey: ReadWithKey = refuseKey,
) => {
  const among = (surroundings: Surroundings) =>
    makeRoute(
      name,
      takes,
      (row, event, now, key) =>
        key === undefined
          ? admit(row, event, now, surroundings.authenticate)
          : readWithKey(name, event, key, now),
      (open, caller) => {
        const request = Object.assign(open, {
          caller: caller as CallerOf<Name>,
          table: { ...surroundings.table, trace: open.trace },
        });
        // A feed key is for one path, which its maker could read.
        if (ROUTES[name].allow === "owner" && caller.kind !== "feed-key") mayActFor(caller, request.entity);
        return handle(request);
      },
    );
  return Object.assign(among({ table, authenticate }), { among });
};

function refuseKey(_name: RouteName, { headers }: GatewayEvent): never {
  throw headers["authorization"] === undefined ? unknownKey() : keyBesideToken();
}

/** @throws 401 without a valid token, 429 over the rate, 403 for callers that the route does not allow */
async function admit(
  { allow, scope, readers = [] }: Route,
  event: GatewayEvent,
  now: number,
  authenticated: typeof authenticate,
): Promise<Reader> {
  const authorization = event.headers["authorization"];
  if (authorization === undefined && environment.publicReads && readers.includes("anyone"))
    return { kind: "anyone" };
  const caller = await authenticated(authorization, now);
  logCaller(caller);
  await countRequest(caller, now);
  if (allow === "service" && caller.kind !== "service")
    throw new TributaryError("forbidden", "This route is for services.");
  if (caller.kind === "service" && !caller.scopes.includes(scope)) {
    throw new TributaryError("forbidden", `This service key may not ${scope}.`);
  }
  return caller;
}
