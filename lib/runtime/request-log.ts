import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { RouteName } from "../contract/routes.ts";
import type { Caller } from "../domain/caller.ts";
import { logger } from "./logger.ts";

/** The request at hand: a function on Lambda has one at a time. */
let current: { readonly context: Context; readonly keys: Record<string, string> } | undefined;

/** Remembers which request it is. Keys are made for lines alone, and a request that succeeds writes none. */
export const requestLog = (route: RouteName): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  before: ({ event, context }) => {
    current = { context, keys: { request_id: event.requestContext.requestId, route } };
  },
});

/** Adds who calls: his kind alone, for neither a token nor a name is needed to mend what is wrong. */
export function logCaller({ kind }: Caller): void {
  if (current !== undefined) current.keys["caller"] = kind;
}

/**
 * The log, with which request it is on each line. Callers know the id, too: the gateway's answers carry it as
 * `apigw-requestid`, and its own log as `request`.
 */
export function requestLogger(): typeof logger {
  logger.resetKeys();
  if (current !== undefined) {
    logger.addContext(current.context);
    logger.appendKeys(current.keys);
  }
  return logger;
}
