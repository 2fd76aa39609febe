import { beforeAll, describe, expect, test } from "vitest";

import { operations } from "../../support/openapi.ts";
import { service } from "../../support/people.ts";

beforeAll(async () => {});

describe("methods", () => {
  const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const byPath = Map.groupBy(operations, ({ path }) => path);

  test.each([...byPath.keys()].filter((path) => path !== "/actions/batch"))(
    "%s refuses every other method with 405 and says which there are",
    async (path) => {
      const methods = (byPath.get(path) ?? []).map(({ method }) => method);
      const concrete = path.replace("{collection}", "repositories").replace("{id}", "1");
      for (const method of METHODS.filter((one) => !methods.includes(one))) {
        // `/repositories/activity` is also an entity's path, whose id cannot be.
        if (path === "/{collection}/activity") continue;
        const reply = await service.call(method, concrete, method === "GET" ? undefined : {});
        expect([method, concrete, reply.status]).toEqual([method, concrete, 405]);
        const allowed = (reply.headers.get("allow") ?? "")
          .split(/, */)
          .filter((one) => one !== "HEAD" && one !== "OPTIONS");
        expect([concrete, allowed.toSorted()]).toEqual([concrete, methods.toSorted()]);
      }
    },
  );
});
