import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { RouteName } from "../contract/routes.ts";
import type { Reader } from "../domain/caller.ts";
import { logger } from "../runtime/logger.ts";
import { traceOf } from "./trace.ts";

/**
 * Puts on every line of a request's log which request it is. Callers know the id, too: the gateway's answers
 * carry it as `apigw-requestid`, and its own log as `request`.
 */
export const requestLog = (
  route: RouteName,
): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  before: ({ event, context }) => {
    logger.resetKeys();
    logger.addContext(context);
    logger.appendKeys({ request_id: event.requestContext.requestId, trace: traceOf(event), route });
  },
});

/** Adds who calls: the kind alone, for neither a token nor a name is needed to mend what is wrong. */
export const logCaller = ({ kind }: Reader): void => logger.appendKeys({ caller: kind });
