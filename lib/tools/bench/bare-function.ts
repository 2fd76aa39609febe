import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { barePage, barePost, openBare } from "./bare-calls.ts";

const table = openBare(process.env["TABLE_NAME"] ?? "", {});
const headers = { "content-type": "application/json" };

/** The calls of a page or a post by the SDK as it is published, and nothing else. */
export async function handler({
  requestContext,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  if (requestContext.http.method === "POST") {
    await barePost(table);
    return { statusCode: 201, headers, body: "{}" };
  }
  const { Items } = await barePage(table);
  return { statusCode: 200, headers, body: JSON.stringify(Items) };
}
