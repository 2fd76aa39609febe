import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commandLine } from "../lib/tools/commands/command-line.ts";
import { referenceOf } from "../lib/openapi/reference.ts";

const HELP = `Writes the API's description (OpenAPI 3.1) from the schemas that check requests.

  npm run openapi     writes lib/openapi/openapi.json, which GET /openapi.json serves, lib/client/api.ts, the client's types,
                      and docs/api.md, the reference
`;

commandLine(HELP, {});
// Loaded late: the help does not need it.
const { clientTypes } = await import("../lib/openapi/client-types.ts");
const { openApiDocument } = await import("../lib/openapi/document.ts");
const document = await openApiDocument();
write("lib/openapi/openapi.json", `${JSON.stringify(document, undefined, 2)}\n`);
write("lib/client/api.ts", await clientTypes(document));
write("docs/api.md", referenceOf(document));

function write(path: string, text: string): void {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  writeFileSync(file, text);
  console.log(`written ${file}`);
}
