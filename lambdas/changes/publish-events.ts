import { eventsOf } from "../../lib/worker/change-events.ts";
import { publish } from "../../lib/worker/event-bus.ts";
import { linksOf } from "../../lib/http/links.ts";
import { environment } from "../../lib/runtime/start.ts";
import { changeHandler } from "../../lib/worker/changes.ts";

const { eventBus = "", publicUrl = "" } = environment;
const links = linksOf(publicUrl, "");

/** Puts changes on the event bus, at least once, in their order. */
export const handler = changeHandler({
  groupOf: () => "all",
  handle: (records) =>
    publish(
      eventBus,
      records.flatMap((record) => eventsOf(record, links)),
    ),
});
