import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";

/** One JSON object a request, without headers (they hold tokens) and query (cursors, search texts). */
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
