import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { UserFacingError } from "./dynamodb.ts";
import { isAlive } from "./process-identity.ts";
import type { LocalService } from "./service.ts";

const OWN_FOLDER = fileURLToPath(new URL("../../.tributary/", import.meta.url));

const schema = z.object({
  url: z.string(),
  tableName: z.string(),
  dynamodbEndpoint: z.string(),
  sqsEndpoint: z.string(),
  failureQueues: z
    .array(
      z.object({
        worker: z.string(),
        holds: z.enum(["work", "records"]),
        failures: z.string(),
        again: z.string(),
      }),
    )
    .readonly(),
});

const ALL = join(OWN_FOLDER, "running");

/** Also beside the data, to tell several services apart; without a folder the latest one is used. */
const filesOf = (dataFolder: string | undefined): string[] => [
  join(ALL, `${process.pid}.json`),
  ...(dataFolder === undefined ? [] : [join(dataFolder, "running.json")]),
];

type Running = Pick<LocalService, "url" | "table" | "dynamodbEndpoint" | "sqsEndpoint" | "failureQueues">;

/** Notes the addresses of a local service and of what is behind it, for commands that look there. */
export function writeRunning(dataFolder: string | undefined, service: Running): void {
  const { url, table, dynamodbEndpoint, sqsEndpoint, failureQueues } = service;
  mkdirSync(ALL, { recursive: true });
  const running = {
    url,
    tableName: table.name,
    dynamodbEndpoint,
    sqsEndpoint,
    failureQueues,
  } satisfies z.input<typeof schema>;
  for (const file of filesOf(dataFolder)) writeFileSync(file, JSON.stringify(running));
}

export function forgetRunning(dataFolder: string | undefined): void {
  for (const file of filesOf(dataFolder)) rmSync(file, { force: true });
}

/** @throws UserFacingError where no running service is noted */
export function readRunning(dataFolder: string | undefined): z.output<typeof schema> {
  try {
    return schema.parse(
      JSON.parse(
        readFileSync(dataFolder === undefined ? latest() : join(dataFolder, "running.json"), "utf8"),
      ),
    );
  } catch (error) {
    const where = dataFolder === undefined ? "" : ` with its data in ${dataFolder}`;
    throw new UserFacingError(`No service${where} seems to run; start it first: npm start`, { cause: error });
  }
}

function latest(): string {
  const found = readdirSync(ALL).filter((name) => isAlive(Number.parseInt(name, 10)));
  const files = found
    .map((name) => join(ALL, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (files[0] === undefined) throw new Error("none runs");
  return files[0];
}
