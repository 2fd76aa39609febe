import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";

/**
 * What the gateway logs of a request, one JSON object a line. Headers are left out because they hold tokens,
 * the query because it holds cursors and search texts; the address helps to stop an abuser.
 */
const FIELDS = {
  time: "$context.requestTime",
  request: "$context.requestId",
  address: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  path: "$context.path",
  status: "$context.status",
  bytes: "$context.responseLength",
  milliseconds: "$context.responseLatency",
  functionMilliseconds: "$context.integrationLatency",
  error: "$context.integrationErrorMessage",
} as const;

export const ACCESS_LOG_FORMAT = AccessLogFormat.custom(JSON.stringify(FIELDS));
