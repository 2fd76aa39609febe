import { expect, test } from "vitest";
import { traceOf } from "../../lib/http/trace.ts";

const requestContext = { requestId: "own" } as Parameters<typeof traceOf>[0]["requestContext"];
const traced = (headers: Record<string, string>) => traceOf({ headers, requestContext });

const ROOT = "1-5759e988-bd862e3fe1be46a994272793";
const CALLERS = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${CALLERS}-00f067aa0ba902b7-01`;

test.each([
  ["alone", `Root=${ROOT}`],
  ["first", `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`],
  ["behind what a load balancer adds", `Self=1-67891234-12456789abcdef012345678a;Root=${ROOT}`],
  ["with spaces", `Parent=53995c3f42cd8ad8; Root=${ROOT} ; Sampled=0`],
])("the Root of X-Amzn-Trace-Id is the trace: %s", (_where, header) => {
  expect(traced({ "x-amzn-trace-id": header })).toBe(ROOT);
});

test("a caller's own trace comes first, and one that is malformed is none", () => {
  expect(traced({ traceparent, "x-amzn-trace-id": `Root=${ROOT}` })).toBe(CALLERS);
  expect(
    traced({ traceparent: `00-${"0".repeat(32)}-00f067aa0ba902b7-01`, "x-amzn-trace-id": `Root=${ROOT}` }),
  ).toBe(ROOT);
});

test.each([
  "",
  "Root=",
  `Root=${ROOT}0`,
  `Root=2${ROOT.slice(1)}`,
  `Self=${ROOT}`,
  `xRoot=${ROOT}`,
  `Root=${ROOT}\nRoot=x`,
  ROOT,
])("what is not well formed is no trace: %j", (header) => {
  expect(traced({ "x-amzn-trace-id": header })).toBe("own");
});
