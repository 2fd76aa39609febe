import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Skipped, actionsOf } from "../lib/import/read-events.ts";
import { upload } from "../lib/import/upload.ts";
import { localCredentials } from "../lib/local/credentials.ts";

const HELP = `Imports public GitHub events of a GH Archive file (https://www.gharchive.org) as actions.

  npm run import -- github FILE.json.gz [--url http://127.0.0.1:3000] [--token KEY]

Without --token the key of the service on this machine is used. Importing a file again changes nothing.
`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function read() {
  try {
    return parseArgs({
      options: { url: { type: "string" }, token: { type: "string" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${HELP}`);
  }
}

const { values, positionals } = read();
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
const [source, file, ...more] = positionals;
if (source !== "github" || file === undefined || more.length > 0) fail(HELP);
if (!existsSync(file)) fail(`There is no file ${file}.`);
const baseUrl = (values.url ?? `http://127.0.0.1:${process.env["PORT"] ?? 3000}`).replace(/\/$/, "");
const token = values.token ?? process.env["TRIBUTARY_TOKEN"] ?? (await localCredentials()).serviceKey;
const skipped: Skipped = new Map();
try {
  const report = await upload("/actions/batch", "actions", actionsOf(file, skipped), {
    baseUrl,
    token,
    onProgress: (done) => process.stderr.write(`\r${done} events`),
  });
  process.stderr.write("\n");
  const total = [...skipped.values()].reduce((sum, count) => sum + count, 0);
  console.log(`imported ${report.imported}\nrepeated ${report.repeated}\nskipped  ${total}`);
  for (const [reason, count] of skipped) console.log(`  ${count}  ${reason}`);
  for (const [reason, count] of report.refused) console.log(`refused ${count}: ${reason}`);
  process.exitCode = report.refused.size > 0 ? 1 : 0;
} catch (error) {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  fail(cause?.code === "ECONNREFUSED" ? `Nothing answers at ${baseUrl}; start the service first: npm start` : message);
}
