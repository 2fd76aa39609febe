import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import type { Campaign, Finding } from "./campaign.ts";
import { patchModules } from "./plants/patches.ts";
import { TEXTS } from "./plants/texts.ts";

type Message = { readonly count: number } | { readonly finding: Finding };

const TELL_EVERY = 25;

/** A campaign in a thread of its own. `stop` ends it without a finding. */
export function startCampaign(campaign: Campaign, onProgress: (count: number) => void) {
  const worker = new Worker(new URL(import.meta.url), { workerData: campaign });
  const finding = new Promise<Finding | undefined>((resolve, reject) => {
    worker.on("message", (message: Message) =>
      "finding" in message ? resolve(message.finding) : onProgress(message.count),
    );
    worker.on("error", reject);
    worker.on("exit", () => resolve(undefined));
  });
  return { finding, stop: () => void worker.terminate() };
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const campaign = workerData as Campaign;
  const report = (message: Message) => port.postMessage(message);
  const unused = patchModules(TEXTS[campaign.plant ?? ""]?.patches ?? []);
  // Only now: the code is loaded with what is planted in its text.
  const { runCampaign } = await import("./campaign.ts");
  const [one] = unused();
  if (one !== undefined) throw new Error(`${one.file} is not loaded by the programs`);
  const finding = await runCampaign(campaign, (count) => {
    if (count % TELL_EVERY === 0) report({ count });
  });
  report({ finding });
}
