import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { type Answer, toGateway } from "../../lib/http/answer.ts";
import { allowedMethods, wrongMethod } from "../../lib/http/method.ts";
import { noSuchPath } from "../../lib/http/no-such-path.ts";
import { asTributaryError, problemAnswer } from "../../lib/http/problem.ts";

export const handler = async (event: APIGatewayProxyEventV2) => toGateway(answerTo(event), event);

function answerTo({ rawPath, requestContext }: APIGatewayProxyEventV2): Answer {
  try {
    const methods = allowedMethods(rawPath);
    if (methods === undefined) return problemAnswer(noSuchPath(rawPath));
    if (requestContext.http.method !== "OPTIONS") return problemAnswer(wrongMethod(methods));
    return { status: 204, headers: { allow: methods.join(", ") } };
  } catch (error) {
    return problemAnswer(asTributaryError(error));
  }
}
