import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { VARIABLE } from "../../contract/environment.ts";
import { BUNDLING } from "../../infra/bundle.ts";
import { Assembly } from "../../local/assembly.ts";
import { Functions } from "../../local/functions.ts";
import { Gateway } from "../../local/gateway.ts";
import { type HttpServer, listen } from "../../local/http-server.ts";
import type { LocalService } from "../../local/service.ts";
import { scratchFolder } from "./scratch.ts";

const SOURCE = fileURLToPath(new URL("bare-function.ts", import.meta.url));
const MEGABYTES = 512;

/** A gateway like the service's, in front of a function that makes the same calls to the table and nothing else. */
export async function bareGateway({
  table,
  dynamodbEndpoint,
}: LocalService): Promise<HttpServer & { url: string }> {
  const bundles = scratchFolder("bare");
  await build({ ...BUNDLING, entryPoints: [SOURCE], outfile: join(bundles, "bare", "index.js") });
  const assembly = new Assembly({ Bare: { Resources: RESOURCES } }, ({ id }) => `:${id}`);
  const endpoints = { AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint, [VARIABLE.tableName]: table.name };
  const functions = new Functions({ assembly, bundles, endpoints });
  const gateway = new Gateway(assembly, (target, event) => functions.invoke(target, event));
  const server = await listen(0, (request, response) => void gateway.handle(request, response));
  const stop = async () => {
    await server.stop();
    await functions.stop();
  };
  return { ...server, url: `http://127.0.0.1:${server.port}`, stop };
}

const RESOURCES = {
  bare: {
    Type: "AWS::Lambda::Function",
    Properties: { Description: "bare", MemorySize: MEGABYTES, Timeout: 20 },
  },
  integration: {
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: { IntegrationUri: { "Fn::GetAtt": ["bare", "Arn"] } },
  },
  route: {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: { RouteKey: "$default", Target: "integrations/integration" },
  },
};
