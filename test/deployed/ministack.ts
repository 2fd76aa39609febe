import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pythonWith } from "../../lib/tools/commands/python.ts";

const LOG = join(process.cwd(), ".build/ministack.log");
const VERSION = "1.5.33";
const REGION = "us-east-1";

/** An emulator of AWS that somebody else has written, running on this machine. */
export interface Cloud {
  readonly endpoint: string;
  /** The environment in which every AWS client and command works there, and nowhere else. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts an empty one. `concurrency` is how many functions the account may run at once. */
export async function startCloud({ concurrency }: { readonly concurrency: number }): Promise<Cloud> {
  const python = join(await pythonWith(`ministack-${VERSION}`, [`ministack==${VERSION}`]), "python");
  const [port, home] = [await freePort(), mkdtempSync(join(tmpdir(), "ministack-"))];
  mkdirSync(dirname(LOG), { recursive: true });
  const log = openSync(LOG, "w");
  // Nothing of the caller's own AWS settings; functions run on the Node that runs this.
  const base = {
    HOME: home,
    TMPDIR: home,
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
  };
  const child = spawn(python, ["-m", "ministack"], {
    cwd: home,
    env: {
      ...base,
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: "localhost",
      LAMBDA_ACCOUNT_CONCURRENCY: String(concurrency),
      LAMBDA_WARM_TTL_SECONDS: "60",
    },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const stop = async () => {
    if (child.exitCode === null && child.kill()) await once(child, "exit");
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const environment = {
    ...base,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: "true",
    CDK_DISABLE_CLI_TELEMETRY: "1",
  };
  for (let attempt = 0; !(await answers(`${endpoint}/_ministack/health`)); attempt++) {
    if (attempt > 300 || child.exitCode !== null) {
      await stop();
      throw new Error(`MiniStack does not start:\n${readFileSync(LOG, "utf8")}`);
    }
    await sleep(200);
  }
  return { endpoint, environment, log: () => readFileSync(LOG, "utf8"), stop };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
