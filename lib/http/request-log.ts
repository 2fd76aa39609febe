import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { RouteName } from "../contract/routes.ts";
import type { Reader } from "../domain/caller.ts";
import { logger } from "../runtime/logger.ts";
import { traceOf } from "./trace.ts";

/** Callers know the request's id as `apigw-requestid`, the gateway's log as `request`. */
export const requestLog = (
  route: RouteName,
): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  before: ({ event, context }) => {
    logger.resetKeys();
    logger.addContext(context);
    logger.appendKeys({ request_id: event.requestContext.requestId, trace: traceOf(event), route });
  },
});

/** Logs only the caller's kind: neither token nor name is needed to fix a fault. */
export const logCaller = ({ kind }: Reader): void => logger.appendKeys({ caller: kind });
