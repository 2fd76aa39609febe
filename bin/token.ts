import { parseArgs } from "node:util";
import { localCredentials, localToken } from "../lib/local/credentials.ts";

const HELP = `Prints a token for the service that runs on this machine, and nothing else.

  npm run --silent token -- user:alice     the user alice
  npm run --silent token -- --service      a service, which may act for everybody
`;

function refuse(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function read() {
  try {
    return parseArgs({
      options: { service: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const { values, positionals } = read();
const [user] = positionals;
const userId = user?.startsWith("user:") === true ? user.slice("user:".length) : undefined;
if (values.help === true) console.log(HELP);
else if (values.service === true && user === undefined) console.log((await localCredentials()).serviceKey);
else if (values.service !== true && positionals.length === 1 && userId)
  console.log(await localToken(await localCredentials(), userId));
else refuse("Say for whom: user:<id>, or --service.");
