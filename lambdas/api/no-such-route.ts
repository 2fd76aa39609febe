import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { TributaryError } from "../../lib/domain/errors.ts";
import { toGateway } from "../../lib/runtime/answer.ts";
import { anyMethods } from "../../lib/runtime/method.ts";
import { problemAnswer } from "../../lib/runtime/problem.ts";

/** Answers what no route matches: 405 where the path is another method's, else 404. */
export const handler = async ({ rawPath }: APIGatewayProxyEventV2) =>
  toGateway(
    problemAnswer(
      anyMethods(rawPath) ?? new TributaryError("not_found", "There is no such path; GET /openapi.json lists them all."),
    ),
  );
