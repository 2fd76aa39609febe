import { type ROUTES, type RouteName } from "../contract/routes.ts";
import type { Answer } from "./answer.ts";
import { makeRoute } from "./make-route.ts";

/** The routes that are open to everybody. */
type OpenName = {
  [Name in RouteName]: (typeof ROUTES)[Name]["allow"] extends "public" ? Name : never;
}[RouteName];

/**
 * Makes the function of a route that is open to everybody, and needs no table: it has neither keys nor client
 * to load.
 */
export const openRoute = (name: OpenName, handle: () => Answer) =>
  makeRoute(name, {}, () => undefined, handle);
