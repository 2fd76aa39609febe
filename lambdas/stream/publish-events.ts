import { eventsOf } from "../../lib/runtime/change-events.ts";
import { publish } from "../../lib/runtime/event-bus.ts";
import { linksOf } from "../../lib/runtime/links.ts";
import { environment } from "../../lib/runtime/start.ts";
import { stream } from "../../lib/runtime/stream.ts";

const { eventBus = "", publicUrl = "" } = environment;
const links = linksOf(publicUrl, "");

/** Puts what happened on the event bus, at least once, in the order of the stream. */
export const handler = stream(
  () => "all",
  (records) =>
    publish(
      eventBus,
      records.flatMap((record) => eventsOf(record, links)),
    ),
);
