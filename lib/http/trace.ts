import type { GatewayEvent } from "./open-request.ts";

/** https://www.w3.org/TR/trace-context/: version, trace, span, flags. A trace of zeros is none. */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/**
 * What everything that a request leads to is called in every log: the caller's own trace, else the gateway's id of the
 * request, which the access log has too.
 */
export const traceOf = ({ headers, requestContext }: GatewayEvent): string =>
  TRACEPARENT.exec(headers["traceparent"] ?? "")?.[1] ?? requestContext.requestId;
