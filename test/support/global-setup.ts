import type { TestProject } from "vitest/node";
import type { BusEvent } from "../../lib/local/event-bus.ts";
import { listen } from "../../lib/local/http-server.ts";
import { startService } from "../../lib/local/service.ts";
import { tableDefinition } from "../../lib/local/table-definition.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    /** Where the events lie that the service has put on its bus, as JSON: a sink for tests alone. */
    eventsUrl: string;
    dynamodbEndpoint: string;
    tableDefinition: Record<string, unknown>;
  }
}

/** One database and one running service for all tests that need them; files keep apart by tables and names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const events: BusEvent[] = [];
  const sink = await listen(0, (_request, response) => response.end(JSON.stringify(events)));
  const onEvent = (event: BusEvent) => void events.push(event);
  const service = await startService({ port: 0, onStep: () => undefined, onEvent });
  project.provide("url", service.url);
  project.provide("dynamodbEndpoint", service.dynamodbEndpoint);
  project.provide("tableDefinition", tableDefinition());
  project.provide("eventsUrl", `http://127.0.0.1:${sink.port}`);
  return async () => {
    await service.stop();
    await sink.stop();
  };
}
