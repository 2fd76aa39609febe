import type { Campaign, Finding } from "./campaign.ts";
import { Progress } from "./progress.ts";
import { describeFailure } from "./report.ts";
import { seedOf } from "./seeds.ts";
import { startCampaign } from "./workers.ts";

/** Runs programs in several threads until one fails. @returns whether none did */
export async function proveRandom(
  wish: Pick<Campaign, "runs" | "seed" | "path" | "plant">,
  workers: number,
): Promise<boolean> {
  const { runs, seed, path, plant } = wish;
  const progress = new Progress(path === undefined ? runs : 1);
  const share = Math.ceil(runs / workers);
  // A path belongs to a worker's own seed, which is what a failure prints.
  const campaigns: Campaign[] =
    path === undefined
      ? Array.from({ length: workers }, (_, index) => ({
          runs: share,
          seed: seedOf(seed, index),
          plant,
          shrink: true,
        }))
      : [{ runs: 1, seed, path, plant, shrink: false }];
  console.log(`seed ${seed}`);
  const started = campaigns.map((campaign, index) =>
    startCampaign(campaign, (count) => progress.report(index, count)),
  );
  const failure = await firstFailure(
    started.map(({ finding }, index) => ({ finding, index })),
    progress,
  );
  for (const { stop } of started) stop();
  progress.end();
  if (failure !== undefined) console.log(`\n${describeFailure(failure, plant)}`);
  return failure === undefined;
}

function firstFailure(
  started: readonly { readonly finding: Promise<Finding | undefined>; readonly index: number }[],
  progress: Progress,
): Promise<Finding["failure"]> {
  return new Promise((resolve, reject) => {
    let open = started.length;
    for (const { finding, index } of started) {
      finding.then((found) => {
        if (found === undefined) return reject(new Error("a worker ended without a finding"));
        progress.report(index, found.count);
        if (found.failure !== undefined || --open === 0) resolve(found.failure);
      }, reject);
    }
  });
}
