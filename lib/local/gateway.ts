import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import { type IncomingMessage, type ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type Assembly, type Resource } from "./assembly.ts";
import { Cors } from "./cors.ts";
import { ServiceEndingError } from "./execution-environment.ts";
import { EventTooLargeError } from "./functions.ts";
import { LONGEST_WAIT, readBody, refusalOfHead } from "./gateway-limits.ts";
import { DEFAULT_ROUTE, type GatewayRoutes, type Match, routesOf } from "./gateway-routes.ts";
import { type Target, readTarget } from "./gateway-target.ts";

const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml)))/i;

const LATE = Symbol("late");

type Invoke = (target: Resource, event: unknown) => Promise<unknown>;

interface GatewayOptions {
  /** Most milliseconds for a function. */
  readonly longestWait?: number;
  readonly ownPages?: RegExp;
}

/** An API Gateway HTTP API (payload 2.0) as the template defines it. */
export class Gateway {
  readonly #routes: GatewayRoutes<Resource>;
  readonly #cors: Cors;
  readonly #invoke: Invoke;
  readonly #longestWait: number;
  #requests = 0;

  constructor(
    assembly: Assembly,
    invoke: Invoke,
    { longestWait = LONGEST_WAIT, ownPages }: GatewayOptions = {},
  ) {
    this.#invoke = invoke;
    this.#longestWait = longestWait;
    this.#cors = new Cors(assembly, ownPages);
    this.#routes = routesOf(assembly);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.#cors.headersOf(request)))
      response.setHeader(name, value);
    if (this.#cors.isPreflight(request)) return void response.writeHead(204).end();
    const refusal = refusalOfHead(request);
    if (refusal !== undefined) return refuse(response, ...refusal);
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413, "Request Entity Too Large");
    const url = readTarget(request.url ?? "/");
    if (url === undefined) return refuse(response, 400, "Bad Request");
    const match = this.#routes.find(request.method ?? "GET", url.path);
    if (match === undefined) return refuse(response, 404, "Not Found");
    await this.#answer(
      response,
      match.target,
      toEvent({ request, url, match, body, count: ++this.#requests }),
    );
  }

  async #answer(response: ServerResponse, target: Resource, event: APIGatewayProxyEventV2): Promise<void> {
    const late = Promise.withResolvers<typeof LATE>();
    const timer = setTimeout(() => late.resolve(LATE), this.#longestWait);
    try {
      const answer = this.#invoke(target, event);
      answer.catch(() => undefined);
      const result = await Promise.race([answer, late.promise]);
      if (result === LATE) refuse(response, 503, "Service Unavailable");
      else send(response, result as APIGatewayProxyStructuredResultV2);
    } catch (error) {
      if (error instanceof EventTooLargeError) return refuse(response, 413, "Request Too Long");
      if (error instanceof ServiceEndingError) return refuse(response, 503, "Service Unavailable");
      console.error(error);
      refuse(response, 500, "Internal Server Error");
    } finally {
      clearTimeout(timer);
    }
  }
}

interface Received {
  readonly request: IncomingMessage;
  readonly url: Target;
  readonly match: Match<Resource>;
  readonly body: Buffer;
  readonly count: number;
}

function toEvent({ request, url, match, body, count }: Received): APIGatewayProxyEventV2 {
  const headers = Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [
      name.toLowerCase(),
      (values ?? []).join(","),
    ]),
  );
  const isText = TEXT.test(headers["content-type"] ?? "") && isUtf8(body);
  const now = Date.now();
  return {
    version: "2.0",
    routeKey: match.routeKey,
    rawPath: url.path,
    rawQueryString: url.query,
    headers: { "x-amzn-trace-id": newTrace(now), ...headers, "x-forwarded-proto": "http" },
    ...(Object.keys(match.params).length > 0 && { pathParameters: match.params }),
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: headers["host"] ?? "127.0.0.1",
      domainPrefix: "local",
      http: {
        method: request.method ?? "GET",
        path: url.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: `local-${count}`,
      routeKey: match.routeKey,
      stage: DEFAULT_ROUTE,
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
  };
}

const newTrace = (now: number): string =>
  `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;

function send(response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  const { statusCode = 200, headers = {}, body = "", isBase64Encoded = false } = result;
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  const named = response.getHeader("vary");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (named !== undefined) response.setHeader("vary", withName(response.getHeader("vary"), String(named)));
  // For HEAD a function gives the length of GET's answer.
  const saysLength = [204, 304].includes(statusCode) || response.hasHeader("content-length");
  if (!saysLength) response.setHeader("content-length", bytes.length);
  response.writeHead(statusCode).end(bytes);
}

function withName(list: unknown, name: string): string {
  const names = String(list ?? "").split(/\s*,\s*/);
  return names.includes(name) ? names.join(", ") : [...names, name].filter((one) => one !== "").join(", ");
}

/** The gateway's answers have bodies of their own, except that a bad request is a problem document. */
function refuse(response: ServerResponse, status: number, message: string): void {
  const problem = {
    type: "about:blank",
    title: message,
    status,
    detail: "The path is not percent-encoded UTF-8.",
    errors: PATH,
  };
  const [type, body] =
    status === 400 ? ["application/problem+json", problem] : ["application/json", { message }];
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
}

const PATH = [{ path: "", message: "the path is not percent-encoded UTF-8" }];
