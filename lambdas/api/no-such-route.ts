import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { ROUTES, type Route } from "../../lib/contract/routes.ts";
import { TributaryError } from "../../lib/domain/errors.ts";
import { toGateway } from "../../lib/runtime/answer.ts";
import { problemAnswer } from "../../lib/runtime/problem.ts";

/** Answers what no route matches: 405 where the path is another method's, else 404. */
export const handler = async (event: APIGatewayProxyEventV2) => {
  const rows: readonly Route[] = Object.values(ROUTES);
  const allowed = rows.filter(({ path }) => matches(path, event.rawPath)).map(({ method }) => method);
  const error =
    allowed.length > 0
      ? new TributaryError("method_not_allowed", `Here you may ${allowed.join(" or ")}.`, {
          headers: { allow: [...new Set(allowed)].join(", ") },
        })
      : new TributaryError("not_found", "There is no such path; the documentation lists them all.");
  return toGateway(problemAnswer(error));
};

function matches(template: string, path: string): boolean {
  const [want, have] = [template.split("/"), path.split("/")];
  return want.length === have.length && want.every((part, index) => part.startsWith("{") || part === have[index]);
}
