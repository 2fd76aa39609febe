import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";
import { LEFT_OUT } from "./test/deployed/left-out.ts";
import LongestFirst from "./test/support/longest-first.ts";

/** Generous, for a machine that is busy with other things: no test of these waits for its end. */
const TIMEOUT = 300_000;

/** What Node has compiled once it finds again in each process that tests start, and in each worker. */
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("node_modules/.cache/compiled", import.meta.url));

/** Files with an `amount` of work. */
const LONG = [
  "stories/{deletion,import,paging/*,proof,contract/unusual-ids}",
  "integration/{access-patterns,follow-counts,feed-model,purge}",
].map((name) => `test/${name}.test.ts`);

/** Slow as they are: every access pattern twice, every permission, what is killed and repaired, and the proof itself. */
const SLOW = [
  ...["access-patterns", "least-privilege", "purge", "restore"].map(
    (name) => `test/integration/${name}.test.ts`,
  ),
  "test/simulation/proof.test.ts",
  "test/stories/import.test.ts",
];

/** Needs nothing that runs. */
const UNIT = "test/{unit,architecture,infra}/**/*.test.ts";
/** Needs nothing either, and tries many random programs. */
const SIMULATION = "test/simulation/**/*.test.ts";

/** Stories that wait for what they look at, as people do. */
const HARSH = [
  "feeds",
  "privacy",
  "deletion",
  "events",
  "own-writes",
  "patch",
  "paths",
  "contract/{batches,find,follows,patching,unusual-ids}",
].map((name) => `test/stories/${name}.test.ts`);

/** Node runs our TypeScript as it is, as it does in commands: that takes half of the time. */
const PURE = {
  isolate: false,
  experimental: { viteModuleRunner: false },
  testTimeout: TIMEOUT,
  hookTimeout: TIMEOUT,
};

/** `unit` and `simulation` need nothing; `service` runs on DynamoDB Local and the synthesised template, started once. */
export default defineConfig({
  test: {
    // The default leaves a core to others; and workers of `service` wait most of their time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./test/support/summary.ts"],
    projects: [
      { test: { name: "unit", include: [UNIT], ...PURE } },
      { test: { name: "simulation", include: [SIMULATION], exclude: SLOW, ...PURE } },
      {
        test: {
          name: "service",
          include: ["test/{integration,stories}/**/*.test.ts"],
          exclude: SLOW,
          isolate: false,
          setupFiles: "test/support/as-found.ts",
          globalSetup: "test/support/global-setup.ts",
          testTimeout: TIMEOUT,
          hookTimeout: TIMEOUT,
        },
      },
      // Minutes of one file each: `npm run test:slow`.
      {
        test: {
          name: "slow",
          include: [...SLOW, "test/slow/**/*.test.ts"],
          globalSetup: "test/support/global-setup.ts",
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      // The console in a real browser: `npm run test:browser`.
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/support/global-setup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      // The bridge inside a real Django, with packages from PyPI: `npm run test:django`.
      {
        test: {
          name: "django",
          include: ["test/django/**/*.test.ts"],
          globalSetup: "test/support/global-setup.ts",
          testTimeout: 420_000,
        },
      },
      // Tens of thousands of items to see that costs do not grow: `npm run test:costs`.
      {
        test: {
          name: "costs",
          include: ["test/costs/**/*.test.ts"],
          globalSetup: "test/support/global-setup.ts",
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      // What `npm test` does a little of, with all of it: `npm run test:long`.
      {
        test: {
          name: "long",
          include: LONG,
          globalSetup: "test/support/global-setup.ts",
          env: { TEST_LONG: "1" },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      // What people do, on a service that is as unkind as AWS now and then is: `npm run test:harsh`.
      {
        test: {
          name: "harsh",
          include: HARSH,
          globalSetup: "test/support/harsh-setup.ts",
          testTimeout: TIMEOUT,
          hookTimeout: TIMEOUT,
          fileParallelism: false,
        },
      },
      // The commands that measure: `npm run test:measures`.
      { test: { name: "measures", include: ["test/measures/**/*.test.ts"], testTimeout: 240_000 } },
      // Tools of others, which come from PyPI: `npm run test:fuzz`.
      {
        test: {
          name: "fuzz",
          include: ["test/fuzz/**/*.test.ts"],
          globalSetup: "test/support/global-setup.ts",
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      // Stories against a stage that `npm run test:deployed` has made on an emulator of AWS.
      {
        test: {
          name: "deployed",
          include: ["test/stories/**/*.test.ts"],
          exclude: Object.keys(LEFT_OUT),
          globalSetup: "test/deployed/global-setup.ts",
          setupFiles: "test/deployed/fetch.ts",
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      // Minutes of kills and restarts of services of their own: `npm run test:faults`.
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
