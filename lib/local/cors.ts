import type { IncomingMessage } from "node:http";
import { CORS } from "../contract/cors.ts";
import type { Assembly } from "./assembly.ts";

interface CorsConfiguration {
  readonly AllowOrigins: readonly string[];
  readonly AllowMethods: readonly string[];
  readonly AllowHeaders: readonly string[];
  readonly ExposeHeaders: readonly string[];
  readonly MaxAge: number;
}

export const OWN_PAGES = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

const STANDARD: CorsConfiguration = {
  AllowOrigins: [],
  AllowMethods: CORS.methods,
  AllowHeaders: CORS.sends,
  ExposeHeaders: CORS.sees,
  MaxAge: CORS.kept,
};

export class Cors {
  readonly #settings: CorsConfiguration | undefined;
  readonly #own: RegExp | undefined;

  /** `own`: origins that are allowed whatever the template says. */
  constructor(assembly: Assembly, own?: RegExp) {
    this.#own = own;
    const [api] = assembly.ofType("AWS::ApiGatewayV2::Api");
    const stated = api && assembly.resolve(api.stack, api.properties["CorsConfiguration"]);
    this.#settings = (stated as CorsConfiguration | undefined) ?? (own && STANDARD);
  }

  isPreflight({ method, headers }: IncomingMessage): boolean {
    const asks = headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
    return this.#settings !== undefined && method === "OPTIONS" && asks;
  }

  headersOf(request: IncomingMessage): Record<string, string> {
    const { origin } = request.headers;
    if (this.#settings === undefined || origin === undefined) return {};
    const { AllowOrigins, AllowMethods, AllowHeaders, ExposeHeaders, MaxAge } = this.#settings;
    const allowed = AllowOrigins.find((one) => one === "*" || one === origin) ?? this.#own?.exec(origin)?.[0];
    if (allowed === undefined) return {};
    return {
      "access-control-allow-origin": allowed,
      ...(allowed !== "*" && { vary: "Origin" }),
      "access-control-expose-headers": ExposeHeaders.join(","),
      ...(this.isPreflight(request) && {
        "access-control-allow-methods": AllowMethods.join(","),
        "access-control-allow-headers": AllowHeaders.join(","),
        "access-control-max-age": String(MaxAge),
      }),
    };
  }
}
