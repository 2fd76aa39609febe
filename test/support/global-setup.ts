import { json } from "node:stream/consumers";
import type { TestProject } from "vitest/node";
import type { BusEvent } from "../../lib/local/event-bus.ts";
import { localCredentials } from "../../lib/local/credentials.ts";
import { listen } from "../../lib/local/http-server.ts";
import { startService } from "../../lib/local/service.ts";
import { tableDefinition } from "../../lib/local/table-definition.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    /** The service's address; a deployed stage may have one that is not reachable from here. */
    place: string;
    /** The key of a service with all scopes. */
    serviceKey: string;
    /** Returns the events that the service has put on its bus, as JSON; only in tests. */
    eventsUrl: string;
    /** Calls a function that is no route: `POST NAME` with its event; only in tests. */
    invokeUrl: string;
    dynamodbEndpoint: string;
    tableDefinition: Record<string, unknown>;
  }
}

/** All test files share one database and one service, and use different tables and names. */
export default (project: TestProject): Promise<() => Promise<void>> => startFor(project);

/** `harsh`: with injected faults. */
export async function startFor(project: TestProject, harsh = false): Promise<() => Promise<void>> {
  const events: BusEvent[] = [];
  const sink = await listen(0, (_request, response) => response.end(JSON.stringify(events)));
  const onEvent = (event: BusEvent) => void events.push(event);
  const service = await startService({ port: 0, harsh, processes: 2, onStep: () => undefined, onEvent });
  const invoker = await listen(0, (request, response) => {
    const call = async () => service.invoke((request.url ?? "").slice(1), await json(request));
    call().then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  project.provide("url", service.url);
  project.provide("place", service.url);
  project.provide("serviceKey", (await localCredentials()).serviceKey);
  project.provide("dynamodbEndpoint", service.dynamodbEndpoint);
  project.provide("tableDefinition", tableDefinition());
  project.provide("eventsUrl", `http://127.0.0.1:${sink.port}`);
  project.provide("invokeUrl", `http://127.0.0.1:${invoker.port}`);
  return async () => {
    await invoker.stop();
    await service.stop();
    await sink.stop();
  };
}
