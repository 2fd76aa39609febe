import type { GatewayEvent } from "../../lib/http/open-request.ts";

/** A partial event: a test gives only the fields that it is about. */
export const gatewayEvent = (event: object): GatewayEvent => event as GatewayEvent;
