import { afterEach, expect, test, vi } from "vitest";
import { count, countDeliveries, publishMetrics } from "../../lib/runtime/metrics.ts";
import { printed } from "../support/printed.ts";

/** The lines that counting prints, on Lambda or elsewhere. */
async function lines(isLambda: boolean, work: () => void) {
  vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", isLambda ? "f" : undefined);
  vi.stubEnv("POWERTOOLS_SERVICE_NAME", "tributary-test");
  return printed(async () => {
    work();
    publishMetrics();
    await Promise.resolve();
  });
}
afterEach(() => void vi.unstubAllEnvs());

test("one line has everything that a call has counted, in the form that CloudWatch reads", async () => {
  const found = await lines(true, () => {
    count("feedPulls");
    count("feedPulls");
    count("feedBuilds");
  });
  expect(found).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: "Tributary",
            Dimensions: [["service"]],
            Metrics: [
              { Name: "FeedPulls", Unit: "Count" },
              { Name: "FeedBuilds", Unit: "Count" },
            ],
          },
        ],
      },
      service: "tributary-test",
      FeedPulls: [1, 1],
      FeedBuilds: [1],
    },
  ]);
});

test("no line has more than a hundred values of a metric, and none is lost", async () => {
  const found = await lines(true, () => {
    for (let call = 0; call < 250; call++) count("failures");
  });
  expect(found.map((line) => (line["Failures"] as number[]).length)).toEqual([100, 100, 50]);
});

test("a delivery that wrote nothing has no lag, and a clock that is ahead makes none that is negative", async () => {
  expect(await lines(true, () => countDeliveries(0, Date.now() - 1000))).toEqual([]);
  const [line] = await lines(true, () => countDeliveries(3, Date.now() + 60_000));
  expect(line).toMatchObject({ Deliveries: [3], FanOutLag: [0] });
});

test("nothing is printed for nothing, nor where nobody reads it; and it is not kept for later", async () => {
  expect(await lines(true, () => undefined)).toEqual([]);
  expect(await lines(false, () => count("failures"))).toEqual([]);
  expect(await lines(true, () => undefined)).toEqual([]);
});
