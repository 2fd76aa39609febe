import { type ROUTES, type RouteName } from "../contract/routes.ts";
import type { Answer } from "./answer.ts";
import { makeRoute } from "./make-route.ts";

type OpenName = {
  [Name in RouteName]: (typeof ROUTES)[Name]["allow"] extends "public" ? Name : never;
}[RouteName];

/** Makes the function of a public route that needs no table, and so loads no keys and no client. */
export const openRoute = (name: OpenName, handle: () => Answer) =>
  makeRoute(name, {}, () => undefined, handle);
