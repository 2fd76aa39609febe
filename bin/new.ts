import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { METHODS, newRoute, routeNamed } from "../lib/tools/new/route.ts";

const HELP = `Writes what something new of the project begins with, and a test that fails until it is built.

  npm run new -- route get-size
  npm run new -- route count-things --method POST --path /things --tag Actions

Options
  --path    where it answers, as the gateway spells it: /{collection}/{id}/size
            unless you say another
  --method  GET, POST, PUT, PATCH or DELETE; by default the first word of the
            name, or GET
  --tag     its group in the API's description: Entities (the default), Actions,
            Streams, Follows, ...

Then: npm run openapi, and the checklist in CONTRIBUTING.md.
`;

const refuse: (message: string) => never = refuser(HELP);
const options = {
  path: { type: "string" },
  method: { type: "string" },
  tag: { type: "string" },
} as const;
const { values, positionals } = commandLine(HELP, { options, allowPositionals: true });
const [kind, name] = positionals;
const method = METHODS.find((one) => one === values.method?.toUpperCase());
if (kind !== "route" || name === undefined || positionals.length > 2) refuse("Say what: route NAME.");
if (method === undefined && values.method !== undefined) refuse(`--method is one of ${METHODS.join(", ")}.`);

const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path: string) => (existsSync(fileOf(path)) ? readFileSync(fileOf(path), "utf8") : undefined);
const route = routeNamed(name, { ...values, method });
for (const [path, text] of filesOf()) {
  writeFileSync(fileOf(path), text);
  console.log(`written ${path}`);
}
console.log(
  `\n${route.method} ${route.path}. Next: npm run openapi, then make test/stories/${name}.test.ts pass.`,
);

function filesOf() {
  try {
    return newRoute(route, read);
  } catch (error) {
    return refuse((error as Error).message);
  }
}
