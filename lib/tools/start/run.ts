import { existsSync, readdirSync } from "node:fs";
import type { SampleLoaded } from "../../local/console.ts";
import { prepareFolder } from "../../local/data-folder.ts";
import { diskError } from "../../local/disk-error.ts";
import { UserFacingError } from "../../local/dynamodb.ts";
import type { BusEvent } from "../../local/event-bus.ts";
import { forgetRunning, writeRunning } from "../../local/running.ts";
import { noteSample, notedSample } from "../../local/sample-note.ts";
import { type LocalService, startService } from "../../local/service.ts";
import { ProgressLine } from "../commands/progress-line.ts";
import { type Sample, readSample } from "../import/sample.ts";
import { greeting } from "./greeting.ts";
import { load } from "./load.ts";

interface Options {
  readonly port: number;
  readonly dataFolder: string | undefined;
  /** Another file of GitHub events than the sample's. */
  readonly sampleFile: string | undefined;
  readonly empty: boolean;
  readonly events: boolean;
  readonly log: boolean;
  readonly harsh: boolean;
}

/** As of a shell that is told of Ctrl-C, and of a terminal that was closed. */
const [INTERRUPTED, HUNG_UP] = [130, 129];
/** How old the newest action of the sample is, in milliseconds. */
const NEWEST = 60_000;

/** Runs the service until somebody ends it. */
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
  // Whoever has read enough of the output (`| head -1`) still wants the service.
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
    const { url } = service;
    const noted = notedSample(dataFolder);
    console.log(`ready ${url}\n${greeting({ url, reader: noted?.reader ?? sample?.reader, dataFolder })}`);
    // Whoever follows the link finds the console built.
    void fetch(url, { method: "HEAD", headers: { accept: "text/html" } }).catch(() => undefined);
    // Into a table that was made just now, or where an earlier start was cut off.
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

/** Makes the folder for data ready, and reads the sample unless nobody wants it. */
async function prepare({ dataFolder, sampleFile, empty }: Options): Promise<Sample | undefined> {
  if (sampleFile !== undefined && !existsSync(sampleFile))
    throw new UserFacingError(`There is no file ${sampleFile}.`);
  if (dataFolder !== undefined) {
    const isNew = !existsSync(dataFolder) || isEmpty(dataFolder);
    prepareFolder(dataFolder);
    // Before there is a table: whoever ends it between the two finds the sample loaded the next time.
    if (!empty && isNew) noteSample(dataFolder, {});
  }
  if (empty) return undefined;
  // What was begun goes on with the same times: the same action again is harmless, another is not.
  return readSample(notedSample(dataFolder)?.newest ?? Date.now() - NEWEST, sampleFile);
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

/** What is said while it starts and works: on a terminal one line of how far it is, the rest on demand. */
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
