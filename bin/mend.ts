import { resolve } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { entityKey } from "../lib/domain/entity.ts";
import { readRunning } from "../lib/local/running.ts";
import { runningTable } from "../lib/local/tables.ts";
import { type Place, START, restorePage } from "../lib/store/restore/restore.ts";
import { openTable } from "../lib/table/table.ts";
import { IN_COMMANDS } from "../lib/table/aws-client.ts";

const HELP = `Mends a table that was restored as of a point in time: every feed, listed stream, count, bound of times, name that is
found and notification is made anew out of actions, follows, mutes and entities. Nobody may write to the table meanwhile. See
docs/operations.md, "Restoring the table".

  npm run mend -- --table NAME --yes     a table in AWS, with your credentials (AWS_REGION)
  npm run mend -- --data DIR --yes       of the service on this machine that keeps its data in DIR
  npm run mend -- ... --from PLACE       goes on where an earlier run was cut off: it has printed PLACE
`;

/** Milliseconds between progress lines. */
const TELL_EVERY = 5000;

const refuse: (message: string) => never = refuser(HELP);

const placeRule = z.object({
  step: z.enum(["follows", "derived"]),
  after: z.object({ pk: z.string(), sk: z.string() }).optional(),
});
const toText = (place: Place): string => Buffer.from(JSON.stringify(place)).toString("base64url");

function toPlace(text: string): Place {
  try {
    return placeRule.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    return refuse("--from is what an earlier run has printed.");
  }
}

const text = { type: "string" } as const;
const options = { table: text, data: text, from: text, yes: { type: "boolean", default: false } } as const;
const { table: name, data, from, yes } = commandLine(HELP, { options }).values;
if ((name === undefined) === (data === undefined)) refuse("Give --table or --data.");
if (!yes) refuse("Say --yes once nobody writes to the table.");
let place: Place | undefined = from === undefined ? START : toPlace(from);
let items = 0;
try {
  const table =
    name === undefined
      ? runningTable(readRunning(resolve(data ?? "")))
      : openTable(name, new DynamoDBClient(IN_COMMANDS));
  let told = Date.now();
  while (place !== undefined) {
    const page: Awaited<ReturnType<typeof restorePage>> = await restorePage(table, place, Date.now());
    items += page.items;
    for (const entity of page.unfinished)
      console.log(`was being deleted: delete it again: ${entityKey(entity)}`);
    place = page.next;
    if (place === undefined || Date.now() - told < TELL_EVERY) continue;
    told = Date.now();
    console.error(`${items} items are looked at; from here: --from ${toText(place)}`);
  }
  console.log(`The table is mended: ${items} items were looked at, each twice.`);
} catch (error) {
  console.error((error as Error).message);
  if (place !== undefined && items > 0) console.error(`Cut off; go on with --from ${toText(place)}`);
  process.exit(1);
}
