import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** https://www.w3.org/TR/trace-context/: version, trace, span, flags. A trace of zeros is none. */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html: version, seconds, 96 bits */
const AMAZON_ROOT = /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})\s*(?:;|$)/i;

/** The caller's trace id, else API Gateway's as X-Ray shows it, else the gateway's request id. */
export const traceOf = ({
  headers,
  requestContext,
}: Pick<APIGatewayProxyEventV2, "headers" | "requestContext">): string =>
  TRACEPARENT.exec(headers["traceparent"] ?? "")?.[1] ??
  AMAZON_ROOT.exec(headers["x-amzn-trace-id"] ?? "")?.[1] ??
  requestContext.requestId;
