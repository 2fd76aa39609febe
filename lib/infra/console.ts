import { Construct } from "constructs";
import { CONSOLE, CONSOLE_PATHS } from "../contract/console.ts";
import { VARIABLE } from "../contract/environment.ts";
import { API_TIMEOUT_SECONDS } from "../contract/functions.ts";
import { ApiFunction, type FunctionDefaults } from "./api-function.ts";
import { buildConsole } from "./console-build.ts";
import type { HttpApi } from "./http-api.ts";
import type { Settings } from "./settings.ts";

interface Props {
  readonly api: HttpApi;
  readonly defaults: FunctionDefaults;
  readonly settings: Settings;
  readonly userTokens: Record<string, string>;
}

export class Console extends Construct {
  constructor(scope: Construct, id: string, { api, defaults, settings, userTokens }: Props) {
    super(scope, id);
    buildConsole();
    const { consoleClientId, consoleScopes, jwtAudience = "" } = settings;
    const { function: handler } = new ApiFunction(this, "Page", {
      name: CONSOLE,
      defaults,
      environment: {
        ...userTokens,
        [VARIABLE.consoleClient]: consoleClientId ?? jwtAudience,
        [VARIABLE.consoleScopes]: consoleScopes,
      },
      timeoutSeconds: API_TIMEOUT_SECONDS,
      policy: [],
    });
    for (const path of CONSOLE_PATHS) api.addRoute(`${CONSOLE}${path}`, { method: "GET", path }, handler);
  }
}
