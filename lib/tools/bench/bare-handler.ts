import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { VARIABLE } from "../../contract/environment.ts";
import { bundleFolder } from "../../infra/bundle.ts";
import { LOCAL_AUDIENCE, LOCAL_ISSUER, localCredentials, publicKeySet } from "../../local/credentials.ts";
import { listen } from "../../local/http-server.ts";
import type { LocalService } from "../../local/service.ts";
import type { HttpCall } from "./http-caller.ts";
import { scratchFolder } from "./scratch.ts";

type Handler = (
  event: unknown,
  context: object,
) => Promise<{ readonly statusCode: number; readonly body?: string }>;

export async function bareHandlers({ table, dynamodbEndpoint }: LocalService) {
  const credentials = await localCredentials();
  const keys = await listen(0, (_request, response) =>
    response.end(JSON.stringify(publicKeySet(credentials))),
  );
  Object.assign(process.env, {
    [VARIABLE.tableName]: table.name,
    [VARIABLE.jwtIssuer]: LOCAL_ISSUER,
    [VARIABLE.jwtAudience]: LOCAL_AUDIENCE,
    [VARIABLE.jwksUrl]: `http://127.0.0.1:${keys.port}/jwks.json`,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  const folder = scratchFolder("bundles");
  const load = createRequire(import.meta.url);
  const caller = (name: string, { method, path, token, body }: HttpCall) => {
    // Within our package a .js file would be a module.
    const file = join(folder, `${name}.cjs`);
    copyFileSync(join(bundleFolder(name), "index.js"), file);
    const { handler } = load(file) as { handler: Handler };
    return async () => {
      const { statusCode, body: said } = await handler(eventOf(method, path, token, body?.()), {
        awsRequestId: "bench",
      });
      if (statusCode >= 300) throw new Error(`${name}: ${statusCode} ${said ?? ""}`);
    };
  };
  return { caller, stop: keys.stop };
}

const eventOf = (method: string, rawPath: string, token: string, body: string | undefined) => ({
  version: "2.0",
  rawPath,
  rawQueryString: "",
  headers: { authorization: `Bearer ${token}`, host: "127.0.0.1", "content-type": "application/json" },
  body,
  isBase64Encoded: false,
  requestContext: {
    domainName: "127.0.0.1",
    http: { method, path: rawPath },
    requestId: "bench",
    stage: "$default",
  },
});
