import { paramsOfPath } from "../contract/path-template.ts";
import type { Assembly, Resource } from "./assembly.ts";

export const DEFAULT_ROUTE = "$default";

interface Route<Target> {
  readonly method: string;
  readonly path: string;
  readonly target: Target;
}

export interface Match<Target> {
  readonly target: Target;
  readonly routeKey: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a decoded path: words win over parameters, earlier first; `$default` takes the rest. */
export class GatewayRoutes<Target> {
  readonly #fallback: Target | undefined;
  readonly #routes: readonly Route<Target>[];

  /** `routes`: by route key, such as `GET /users/{id}`. */
  constructor(routes: readonly { readonly key: string; readonly target: Target }[]) {
    this.#fallback = routes.find(({ key }) => key === DEFAULT_ROUTE)?.target;
    this.#routes = routes
      .filter(({ key }) => key !== DEFAULT_ROUTE)
      .map(({ key, target }) => ({
        method: key.split(" ")[0] ?? "",
        path: key.split(" ")[1] ?? "",
        target,
      }))
      .sort((a, b) => (rank(a.path) < rank(b.path) ? -1 : 1));
  }

  find(method: string, path: string): Match<Target> | undefined {
    const parts = path.split("/");
    for (const { method: wanted, path: template, target } of this.#routes) {
      if (wanted !== method) continue;
      const params = paramsOfPath(template, parts);
      if (params !== undefined) return { target, routeKey: `${wanted} ${template}`, params };
    }
    return this.#fallback && { target: this.#fallback, routeKey: DEFAULT_ROUTE, params: {} };
  }
}

export function routesOf(assembly: Assembly): GatewayRoutes<Resource> {
  const routes = assembly.ofType("AWS::ApiGatewayV2::Route").map(({ stack, properties }) => {
    const { RouteKey, Target } = assembly.resolve(stack, properties) as { RouteKey: string; Target: string };
    return { key: RouteKey, target: functionOf(assembly, Target.replace("integrations/", "")) };
  });
  return new GatewayRoutes(routes);
}

function functionOf(assembly: Assembly, integrationId: string): Resource {
  const integration = assembly
    .ofType("AWS::ApiGatewayV2::Integration")
    .find(({ id }) => id === integrationId);
  const uri = integration && assembly.resolve(integration.stack, integration.properties["IntegrationUri"]);
  const found = assembly.ofType("AWS::Lambda::Function").find(({ id }) => String(uri).endsWith(`:${id}`));
  if (found === undefined)
    throw new Error(`the integration ${integrationId} calls no function of the template`);
  return found;
}

const rank = (path: string): string =>
  path
    .split("/")
    .map((part) => (part.startsWith("{") ? "1" : "0"))
    .join("");
