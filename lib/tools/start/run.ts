import { existsSync, readdirSync } from "node:fs";
import type { SampleLoaded } from "../../local/console.ts";
import { prepareFolder } from "../../local/data-folder.ts";
import { diskError } from "../../local/disk-error.ts";
import { UserFacingError } from "../../local/dynamodb.ts";
import type { BusEvent } from "../../local/event-bus.ts";
import { forgetRunning, writeRunning } from "../../local/running.ts";
import { noteSample, notedSample } from "../../local/sample-note.ts";
import { type LocalService, startService } from "../../local/service.ts";
import { watchSpace } from "../../local/space-watch.ts";
import { ProgressLine } from "../commands/progress-line.ts";
import type { Sample } from "../import/sample.ts";
import { greeting } from "./greeting.ts";
import { load } from "./load.ts";
import { sampleOf } from "./sample-file.ts";

interface Options {
  readonly port: number;
  readonly dataFolder: string | undefined;
  readonly sampleFile: string | undefined;
  readonly empty: boolean;
  readonly events: boolean;
  readonly log: boolean;
  readonly harsh: boolean;
}

const [INTERRUPTED, HUNG_UP] = [130, 129];
const NEWEST = 60_000;

export async function run(options: Options): Promise<void> {
  const { dataFolder } = options;
  let service: LocalService | undefined;
  let loaded: SampleLoaded | undefined;
  let isEnding = false;
  const end = async (code: number) => {
    if (isEnding) return;
    isEnding = true;
    if (service !== undefined) forgetRunning(dataFolder);
    await service?.stop();
    process.exit(code);
  };
  process.on("SIGINT", () => void end(INTERRUPTED));
  process.on("SIGHUP", () => void end(HUNG_UP));
  process.on("SIGTERM", () => void end(0));
  // A closed output (`| head -1`) must not end the service.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const onDeath = () => {
    if (isEnding) return;
    console.error("DynamoDB has ended unexpectedly; start again.");
    void end(1);
  };
  try {
    const sample = await prepare(options);
    const sampleLoaded = () => loaded;
    const line = new ProgressLine();
    service = await startService({ ...options, ...hears(options, line), onDeath, sampleLoaded });
    line.clear();
    writeRunning(dataFolder, service);
    const say = (sentence: string) => {
      line.clear();
      console.error(sentence);
    };
    if (dataFolder !== undefined) watchSpace(dataFolder, say);
    const { url } = service;
    const noted = notedSample(dataFolder);
    console.log(`ready ${url}\n${greeting({ url, reader: noted?.reader ?? sample?.reader, dataFolder })}`);
    // Builds the console before somebody opens it.
    void fetch(url, { method: "HEAD", headers: { accept: "text/html" } }).catch(() => undefined);
    // Only into a new table, or where an earlier start was interrupted.
    if (sample === undefined || (!service.isNew && (noted === undefined || noted.reader !== undefined)))
      return;
    const onProgress = (now: SampleLoaded) => (loaded = now);
    noteSample(dataFolder, { newest: sample.newest });
    await load(sample, { url, dataFolder, onProgress });
    loaded = undefined;
  } catch (error) {
    if (isEnding) return;
    const { path = "" } = error as NodeJS.ErrnoException;
    const reason =
      error instanceof UserFacingError ? error.message : diskError(error as NodeJS.ErrnoException, path);
    console.error(reason ?? error);
    await end(1);
  }
}

async function prepare({ dataFolder, sampleFile, empty }: Options): Promise<Sample | undefined> {
  if (sampleFile !== undefined && !existsSync(sampleFile))
    throw new UserFacingError(`There is no file ${sampleFile}.`);
  if (dataFolder !== undefined) {
    const isNew = !existsSync(dataFolder) || isEmpty(dataFolder);
    prepareFolder(dataFolder);
    // Before there is a table, so that an interrupted start is resumed.
    if (!empty && isNew) noteSample(dataFolder, {});
  }
  if (empty) return undefined;
  // Resuming needs the same times: the same action again is harmless, a different one is refused.
  return sampleOf(notedSample(dataFolder)?.newest ?? Date.now() - NEWEST, sampleFile);
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

function hears({ events, log }: Options, line: ProgressLine) {
  const began = Date.now();
  return {
    onStep: (step: string) => {
      if (log) console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}`);
      else line.now(step);
    },
    onEvent: ({ "detail-type": type, detail }: BusEvent) => {
      if (events) console.log(`event ${type} ${JSON.stringify(detail)}`);
    },
    ...(log && { onLog: (text: string) => process.stderr.write(text) }),
  };
}
