import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { toGateway } from "../../lib/runtime/answer.ts";
import { anyMethods } from "../../lib/runtime/method.ts";
import { noSuchPath } from "../../lib/runtime/no-such-path.ts";
import { problemAnswer } from "../../lib/runtime/problem.ts";

/** Answers what no route matches: 405 where the path is another method's, else 404. */
export const handler = async ({ rawPath }: APIGatewayProxyEventV2) =>
  toGateway(problemAnswer(anyMethods(rawPath) ?? noSuchPath(rawPath)));
