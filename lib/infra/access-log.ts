import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";

/**
 * What the gateway notes of a request, one JSON object a line. Headers stay out because of the tokens in
 * them, the query because of cursors and what people search for; the address is what is needed to stop an
 * abuser.
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
