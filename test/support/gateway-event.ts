import type { GatewayEvent } from "../../lib/http/open-request.ts";

/** An event of the gateway with what a test is about, and nothing else that one has. */
export const gatewayEvent = (event: object): GatewayEvent => event as GatewayEvent;
