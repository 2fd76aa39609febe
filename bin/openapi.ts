import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openApiDocument } from "../lib/openapi/document.ts";

const HELP = `Writes the API's description (OpenAPI 3.1) from the schemas that check requests.

  npm run openapi     writes lib/openapi/openapi.json, which GET /openapi.json serves
`;

function read() {
  try {
    return parseArgs({ options: { help: { type: "boolean", short: "h" } } }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

if (read().help === true) {
  console.log(HELP);
} else {
  const file = fileURLToPath(new URL("../lib/openapi/openapi.json", import.meta.url));
  writeFileSync(file, `${JSON.stringify(await openApiDocument(), undefined, 2)}\n`);
  console.log(`written ${file}`);
}
