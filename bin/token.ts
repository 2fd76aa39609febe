import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { localCredentials, localToken } from "../lib/local/credentials.ts";

const HELP = `Prints a token for the service that runs on this machine, and nothing else.

  npm run --silent token -- user:alice     the user alice
  npm run --silent token -- --service      a service, which may act for everybody
`;

const refuse: (message: string) => never = refuser(HELP);
const { values, positionals } = commandLine(HELP, {
  options: { service: { type: "boolean" } },
  allowPositionals: true,
});
const [user] = positionals;
const userId = user?.startsWith("user:") === true ? user.slice("user:".length) : undefined;
if (values.service === true && user === undefined) console.log((await localCredentials()).serviceKey);
else if (values.service !== true && positionals.length === 1 && userId)
  console.log(await localToken(await localCredentials(), userId));
else refuse("Say who it is for: user:<id>, or --service.");
