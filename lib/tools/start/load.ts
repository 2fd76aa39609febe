import { Client } from "../../client/client.ts";
import type { BatchFollow, NewAction } from "../../client/types.ts";
import { localCredentials } from "../../local/credentials.ts";
import type { SampleLoaded } from "../../local/console.ts";
import { noteSample } from "../../local/sample-note.ts";
import { ProgressLine } from "../commands/progress-line.ts";
import type { Report } from "../import/report.ts";
import { type Sample, sendSample } from "../import/sample.ts";

interface Around {
  readonly url: string;
  readonly dataFolder: string | undefined;
  onProgress(loaded: SampleLoaded): void;
}

export async function load(sample: Sample, { url, dataFolder, onProgress }: Around): Promise<void> {
  const client = new Client({ url, token: (await localCredentials()).serviceKey });
  const line = new ProgressLine();
  const all = sample.actions.length + sample.follows.length;
  const { actions, follows } = await sendSample(sample, {
    actions: (bodies: readonly unknown[]) => client.postAll(bodies as NewAction[]),
    follows: (bodies: readonly unknown[]) => client.followAll(bodies as BatchFollow[]),
    onProgress: (done) => {
      onProgress({ done, all });
      line.show(() => `Sample    ${done} of ${all} loaded`);
    },
  });
  line.clear();
  console.error(`Sample    ${stored(actions)} actions and ${stored(follows)} follows are loaded`);
  if (actions.refused.size + follows.refused.size > 0) return;
  noteSample(dataFolder, { newest: sample.newest, reader: sample.reader });
}

const stored = ({ imported, repeated, kept }: Report): number => imported + repeated + kept;
