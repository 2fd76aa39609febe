import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { IN_FUNCTIONS } from "../table/aws-client.ts";
import { CONTEXT, type Chance } from "../table/table.ts";
import { AGAIN, withBackoff } from "../table/retry.ts";
import type { ChangeEvent } from "./change-events.ts";

const client = new EventBridgeClient(IN_FUNCTIONS);
const PER_CALL = 10;
const BYTES = 240 * 1024;

/** Error codes of events that the bus will never accept. */
const REFUSED = new Set(["MalformedDetail", "InvalidArgument"]);

/** Puts events on the bus in order, and repeats refused ones. @throws 503 where it accepts none for long */
export async function publish(
  bus: string,
  events: readonly ChangeEvent[],
  chance: Chance = CONTEXT,
): Promise<void> {
  const entries = events.map(({ source, type, detail, time }) => ({
    EventBusName: bus,
    Source: source,
    DetailType: type,
    Detail: JSON.stringify(detail),
    Time: time,
  }));
  for (const some of calls(entries)) {
    let open = some;
    await withBackoff(chance, async () => {
      const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: open }));
      const refused = Entries.find(({ ErrorCode = "" }) => REFUSED.has(ErrorCode));
      if (refused !== undefined) throw new Error(`the bus refuses an event: ${refused.ErrorMessage}`);
      open = open.filter((_event, index) => Entries[index]?.ErrorCode !== undefined);
      return open.length === 0 ? undefined : AGAIN;
    });
  }
}

function calls<T extends { readonly Detail: string }>(entries: readonly T[]): T[][] {
  const made: T[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.Detail) + 200;
    const last = made.at(-1);
    if (last !== undefined && last.length < PER_CALL && bytes + size <= BYTES) {
      last.push(entry);
      bytes += size;
    } else {
      made.push([entry]);
      bytes = size;
    }
  }
  return made;
}
