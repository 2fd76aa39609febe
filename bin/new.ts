import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { type NewRoute, newRoute } from "../lib/tools/new/route.ts";

const HELP = `Writes what something new of the project begins with, and a test that fails until it is built.

  npm run new -- route get-size --path "/{collection}/{id}/size" --tag Entities
  npm run new -- route post-thing --method POST --path /things --tag Actions

Options
  --path    where it answers, as the gateway spells it
  --method  GET (the default), POST, PUT, PATCH or DELETE
  --tag     its group in the API's description: Actions, Streams, Follows, ...

Then: npm run openapi, and the checklist in CONTRIBUTING.md.
`;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const refuse: (message: string) => never = refuser(HELP);
const options = {
  path: { type: "string" },
  method: { type: "string", default: "GET" },
  tag: { type: "string" },
} as const;
const { values, positionals } = commandLine(HELP, { options, allowPositionals: true });
const [kind, name] = positionals;
const method = METHODS.find((one) => one === values.method.toUpperCase());
if (kind !== "route" || name === undefined || positionals.length > 2) refuse("Say what: route NAME.");
if (values.path === undefined || values.tag === undefined) refuse("A route needs --path and --tag.");
if (method === undefined) refuse(`--method is one of ${METHODS.join(", ")}.`);

const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path: string) => (existsSync(fileOf(path)) ? readFileSync(fileOf(path), "utf8") : undefined);
const made = filesOf({ name, method, path: values.path, tag: values.tag });
for (const [path, text] of made) {
  writeFileSync(fileOf(path), text);
  console.log(`written ${path}`);
}
console.log(`\nNext: npm run openapi, then make test/stories/${name}.test.ts pass.`);

function filesOf(route: NewRoute) {
  try {
    return newRoute(route, read);
  } catch (error) {
    return refuse((error as Error).message);
  }
}
