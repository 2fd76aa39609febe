import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { KindError } from "./dynamodb.ts";
import type { LocalService } from "./service.ts";

const OWN_FOLDER = fileURLToPath(new URL("../../.tributary/", import.meta.url));

const schema = z.object({
  url: z.string(),
  tableName: z.string(),
  dynamodbEndpoint: z.string(),
  sqsEndpoint: z.string(),
  failureQueues: z
    .array(z.object({ worker: z.string(), holds: z.enum(["work", "records"]), failures: z.string(), again: z.string() }))
    .readonly(),
});

/** Beside the data, so that each of several services is found; without a folder the latest is. */
const fileIn = (dataFolder: string | undefined): string => join(dataFolder ?? OWN_FOLDER, "running.json");

type Running = Pick<LocalService, "url" | "table" | "dynamodbEndpoint" | "sqsEndpoint" | "failureQueues">;

/** Notes where a local service and what is behind it can be reached, for the commands that look behind the API. */
export function writeRunning(dataFolder: string | undefined, service: Running): void {
  const { url, table, dynamodbEndpoint, sqsEndpoint, failureQueues } = service;
  mkdirSync(dataFolder ?? OWN_FOLDER, { recursive: true });
  const running = { url, tableName: table.name, dynamodbEndpoint, sqsEndpoint, failureQueues } satisfies z.input<typeof schema>;
  writeFileSync(fileIn(dataFolder), JSON.stringify(running));
}

export const forgetRunning = (dataFolder: string | undefined): void => rmSync(fileIn(dataFolder), { force: true });

/** @throws KindError where none runs, as far as anybody has noted */
export function readRunning(dataFolder: string | undefined): z.output<typeof schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(fileIn(dataFolder), "utf8")));
  } catch (error) {
    const where = dataFolder === undefined ? "" : ` with its data in ${dataFolder}`;
    throw new KindError(`No service${where} seems to run; start it first: npm start`, { cause: error });
  }
}
