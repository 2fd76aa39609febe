import type { Reporter, TestModule } from "vitest/node";

const SHOWN = 10;

/**
 * Says at the end of a run of many files which took longest, all in all: time that everybody pays again and
 * again.
 */
export default class Slowest implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= SHOWN) return;
    const timed = modules.map((module) => ({ name: module.relativeModuleId, seconds: secondsOf(module) }));
    const slowest = timed.toSorted((one, other) => other.seconds - one.seconds).slice(0, SHOWN);
    console.log(["", "The slowest files:", ...slowest.map(lineOf), ""].join("\n"));
  }
}

function secondsOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
    module.diagnostic();
  return (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000;
}

const lineOf = ({ name, seconds }: { name: string; seconds: number }): string =>
  `${seconds.toFixed(1).padStart(7)} s  ${name}`;
