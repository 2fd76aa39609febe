import { strict as assert } from "node:assert";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { LambdaClient, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { TABLE_OUTPUT, URL_OUTPUT } from "../../lib/contract/outputs.ts";
import { outputsOf } from "../../lib/tools/deploy/outputs.ts";
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from "../../lib/local/credentials.ts";
import { node } from "./commands.ts";
import { leftovers } from "./leftovers.ts";
import type { Stage, Trial } from "./stage.ts";

const NAME = "trial";
/** The emulator has no metric math, which alarms and the dashboard are made of. */
const SETTINGS = {
  stage: NAME,
  keepData: "false",
  alarms: "false",
  dashboard: "false",
  jwtIssuer: LOCAL_ISSUER,
  jwtAudience: LOCAL_AUDIENCE,
  throttleRate: "10000",
  throttleBurst: "5000",
};

/** Deploys with our own command, as anybody would. `jwksUrl` has the keys of those who call as users. */
export async function deployTrial(endpoint: string, jwksUrl: string): Promise<Trial> {
  const folder = mkdtempSync(join(process.env["TMPDIR"] ?? "", "trial-"));
  const outputs = join(folder, "outputs.json");
  const settings = Object.entries({ ...SETTINGS, jwksUrl }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const files = ["--outputs-file", outputs, "--output", join(folder, "cdk.out")];
  const said = await node(["bin/deploy.ts", "--require-approval", "never", ...settings, ...files]);
  assert.match(said, /Stage trial answers at/);
  await feelsTheQuota(said);
  const {
    [URL_OUTPUT]: address = "",
    [TABLE_OUTPUT]: table = "",
    EventBusName: eventBus = "",
  } = outputsOf(NAME, outputs);
  const [api = ""] = new URL(address).hostname.split(".");
  const url = address.replace(/\/$/, "");
  return {
    url,
    place: `${endpoint}/_aws/execute-api/${api}/$default`,
    table,
    eventBus,
    outputs,
    settings: [...settings, ...files],
  };
}

/**
 * An account that runs few functions at once is told so, and those behind the stream and queues take a tenth
 * of them.
 */
async function feelsTheQuota(said: string): Promise<void> {
  assert.match(said, /This account runs 60 functions at once/);
  const { EventSourceMappings = [] } = await new LambdaClient({}).send(
    new ListEventSourceMappingsCommand({}),
  );
  const factors = EventSourceMappings.flatMap(({ ParallelizationFactor }) => ParallelizationFactor ?? []);
  assert.equal(Math.max(...factors), 6);
}

/** Removes it with our own command; nothing may be left but what `cdk bootstrap` has made. */
export async function destroyTrial({ settings, eventsQueue }: Stage): Promise<void> {
  const args = settings.filter(
    (arg, index) => arg !== "--outputs-file" && settings[index - 1] !== "--outputs-file",
  );
  await node(["bin/destroy.ts", "--force", ...args]);
  assert.deepEqual(await leftovers(eventsQueue), {
    stacks: ["CDKToolkit"],
    tables: [],
    queues: [],
    functions: [],
    mappings: [],
    buses: ["default"],
    logs: [],
    apis: [],
    roles: [],
  });
}
