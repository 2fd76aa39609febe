import { join } from "node:path";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { VARIABLE } from "../../lib/contract/environment.ts";
import { toGateway } from "../../lib/http/answer.ts";
import { ConsolePage } from "../../lib/http/console-page.ts";
import { discovery } from "../../lib/http/sign-in-provider.ts";

const said = (name: string): string => process.env[name] ?? "";
const audience = said(VARIABLE.jwtAudience);
const page = new ConsolePage(
  join(__dirname, "page"),
  discovery({
    issuer: said(VARIABLE.jwtIssuer),
    client: said(VARIABLE.consoleClient),
    scopes: said(VARIABLE.consoleScopes),
    audience,
  }),
);

export const handler = async (event: APIGatewayProxyEventV2) =>
  toGateway(await page.answer(event.rawPath, event.headers["accept"]), event);
