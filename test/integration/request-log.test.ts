import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { createApiKey } from "../../lib/store/access/api-keys.ts";
import { actionKey } from "../../lib/table/keys.ts";
import { quietTable } from "../support/fresh-table.ts";
import { printed } from "../support/printed.ts";
import { started } from "../support/runtime.ts";
import { gatewayEvent } from "../support/gateway-event.ts";

test("a line of the log says which request it is about, by which route and what kind of caller, also of the next one", async () => {
  const { table } = await quietTable();
  const key = await createApiKey(table, { name: "logged", scopes: ["read"] }, Date.now());
  const spoilt = { ...actionKey("spoilt"), kind: "action", body: "{" };
  await table.client.send(new PutCommand({ TableName: table.name, Item: spoilt }));
  const { handler } = await started(table, {}, () => import("../../lambdas/api/get-action.ts"));
  const get = (requestId: string, authorization: string) =>
    handler(
      gatewayEvent({
        headers: { authorization },
        rawPath: "/actions/spoilt",
        rawQueryString: "",
        pathParameters: { id: "spoilt" },
        requestContext: { domainName: "localhost", requestId, http: { method: "GET" } },
      }),
      { awsRequestId: `call-${requestId}`, functionName: "get-action" } as never,
    );
  const lines = await printed(async () => {
    expect(await get("r1", `Bearer ${key}`)).toMatchObject({ statusCode: 500 });
    expect(await get("r2", "Bearer trib_nobody")).toMatchObject({ statusCode: 401 });
    expect(await get("r3", `Bearer ${key}`)).toMatchObject({ statusCode: 500 });
  });
  const common = { level: "ERROR", route: "get-action", caller: "service", path: "/actions/spoilt" };
  expect(lines).toMatchObject([
    { ...common, request_id: "r1", function_request_id: "call-r1" },
    { ...common, request_id: "r3", function_request_id: "call-r3" },
  ]);
  expect(JSON.stringify(lines)).not.toContain("logged");
});
