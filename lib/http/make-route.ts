import middy, { type MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type * as z from "zod/mini";
import type { Route } from "../contract/route.ts";
import { ROUTES, type RouteName } from "../contract/routes.ts";
import { type Answer, toGateway } from "./answer.ts";
import { TributaryError } from "../domain/errors.ts";
import { logger } from "../runtime/logger.ts";
import { splitKey } from "./key-parameter.ts";
import { otherMethods } from "./method.ts";
import { type GatewayEvent, type OpenRequest, type Takes, parseRequest } from "./open-request.ts";
import { asTributaryError, problemAnswer } from "./problem.ts";
import { requestLog } from "./request-log.ts";
import { STATUS } from "./status.ts";

type GatewayResult = APIGatewayProxyStructuredResultV2;

const problems = (hasForms: boolean): MiddlewareObj<GatewayEvent, GatewayResult> => ({
  onError: (request) => {
    const error = asTributaryError(request.error);
    // A caller over their rate is not our fault: attacks must not fill the log.
    if (
      error.code === "internal" ||
      error.code === "unavailable" ||
      (error.code === "throttled" && error.cause !== undefined)
    ) {
      logger.error(error.message, {
        status: STATUS[error.code],
        path: request.event.rawPath,
        error: request.error ?? undefined,
      });
    }
    request.response = toGateway(problemAnswer(error), request.event, hasForms);
  },
});

/** A 503 in place of Lambda's own error for calls that take too long. */
const OUT_OF_TIME = {
  timeoutEarlyInMillis: 1000,
  timeoutEarlyResponse: (): never => {
    throw new TributaryError(
      "unavailable",
      "The request took too long, and may have been done; send it again.",
      {
        headers: { "retry-after": "5" },
      },
    );
  },
};

/** `admit` identifies the caller, then the input is checked. It carries its schemas, for the description. */
export function makeRoute<Q extends z.ZodMiniObject, B extends z.ZodMiniType, Admitted>(
  name: RouteName,
  takes: Takes<Q, B>,
  admit: (
    row: Route,
    event: GatewayEvent,
    now: number,
    key: string | undefined,
  ) => Promise<Admitted> | Admitted,
  handle: (request: OpenRequest<z.output<Q>, z.output<B>>, admitted: Admitted) => Promise<Answer> | Answer,
) {
  const hasForms = "format" in (takes.query?.shape ?? {});
  const handler = middy<GatewayEvent, GatewayResult>(OUT_OF_TIME)
    .use(requestLog(name))
    .use(problems(hasForms))
    .handler(async (sent: GatewayEvent, context: Context): Promise<GatewayResult> => {
      const now = Date.now();
      const remaining = () => context.getRemainingTimeInMillis();
      const row: Route = ROUTES[name];
      refuseTakenWord(row, sent);
      const { event, key } = row.allow === "public" ? { event: sent } : splitKey(sent);
      const admitted = await admit(row, event, now, key);
      const answer = await handle(
        Object.assign(parseRequest({ name, row, takes }, event, now), { remaining, key }),
        admitted,
      );
      return toGateway(answer, sent, hasForms);
    });
  return Object.assign(handler, { takes });
}

/** `/{collection}/...` also matches `/actions/...` with methods that those routes lack. @throws 405 */
function refuseTakenWord({ method, path }: Route, { rawPath }: GatewayEvent): void {
  const mayBeTaken = path.startsWith("/{collection}") || path.startsWith("/notifications/{id}");
  const error = mayBeTaken ? otherMethods(rawPath, method) : undefined;
  if (error !== undefined) throw error;
}
