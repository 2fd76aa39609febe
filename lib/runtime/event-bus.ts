import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { EVENT_SOURCE } from "../contract/events.ts";
import { chunks } from "../store/batch.ts";
import { AGAIN, withBackoff } from "../store/retry.ts";
import type { ChangeEvent } from "./change-events.ts";

const client = new EventBridgeClient({});
/** EventBridge's limit of one call. */
const PER_CALL = 10;

/** Puts events on the bus, in order; those that it does not take are put again. @throws 503 where it takes none for long */
export async function publish(bus: string, events: readonly ChangeEvent[]): Promise<void> {
  for (const some of chunks(events, PER_CALL)) {
    let open = some.map(({ type, detail, time }) => ({
      EventBusName: bus,
      Source: EVENT_SOURCE,
      DetailType: type,
      Detail: JSON.stringify(detail),
      Time: time,
    }));
    await withBackoff(async () => {
      const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: open }));
      open = open.filter((_event, index) => Entries[index]?.ErrorCode !== undefined);
      return open.length === 0 ? undefined : AGAIN;
    });
  }
}
