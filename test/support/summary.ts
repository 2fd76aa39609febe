import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestModule } from "vitest/node";

const SHOWN = 10;

/**
 * Ends a run of many files with the slowest ones, the total time and the failed tests, because people see the
 * end of the output.
 */
export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= SHOWN) return;
    const timed = modules.map((module) => ({ name: module.relativeModuleId, seconds: secondsOf(module) }));
    const slowest = timed.toSorted((one, other) => other.seconds - one.seconds).slice(0, SHOWN);
    const failed = modules.flatMap(failuresOf);
    console.log(["", "The slowest files:", ...slowest.map(lineOf), ""].join("\n"));
    if (failed.length > 0) console.log(["Failed:", ...failed, ""].join("\n"));
  }
}

function secondsOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
    module.diagnostic();
  return (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000;
}

const lineOf = ({ name, seconds }: { name: string; seconds: number }): string =>
  `${seconds.toFixed(1).padStart(7)} s  ${name}`;

function failuresOf(module: TestModule): string[] {
  const tests = [...module.children.allTests("failed")].map(
    (test) => `  ${module.relativeModuleId} > ${test.fullName}\n${messagesOf(test.result().errors ?? [])}`,
  );
  const ownErrors = module.errors();
  return ownErrors.length === 0
    ? tests
    : [...tests, `  ${module.relativeModuleId}\n${messagesOf(ownErrors)}`];
}

const messagesOf = (errors: readonly { message: string }[]): string =>
  errors
    .map(({ message }) => stripVTControlCharacters(message).split("\n").slice(0, 3).join("\n"))
    .map((text) => text.replaceAll(/^/gm, "    "))
    .join("\n");
