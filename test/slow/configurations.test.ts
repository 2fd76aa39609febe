import { test } from "vitest";
import { CONFIGURATIONS, expectGood } from "../support/configurations.ts";

test.each(Object.entries(CONFIGURATIONS))(
  "CloudFormation's checks and AWS's rules hold, and nothing but the table outlives its stack, with: %s",
  (_name, settings) => expectGood(settings),
);
