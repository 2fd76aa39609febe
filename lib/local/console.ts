import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../../console.config.ts";
import { CONSOLE_TYPES, PASTED, cacheControlOf, consoleHeaders } from "../contract/console.ts";
import { CONSOLE_SOURCES } from "../infra/console-build.ts";
import { giveToken } from "./console-token.ts";
import { kept, keyOf } from "./kept.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ASSETS = `${config.base}assets/`;
const TOKEN_PATH = `${config.base}token`;
const SAMPLE_PATH = `${config.base}sample`;
export interface SampleLoaded {
  readonly done: number;
  readonly all: number;
}

/** Serves the console, built at the first request and kept. @returns false for the API's requests */
export function consolePage(
  sampleLoaded: () => SampleLoaded | undefined = () => undefined,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  let built: Promise<Readonly<Record<string, string>>> | undefined;
  const files = () => {
    built ??= kept(join(ROOT, ".build/consoles"), keyOf(ROOT, CONSOLE_SOURCES, config), build).catch(
      (error: unknown) => {
        built = undefined;
        throw error;
      },
    );
    return built;
  };

  async function answer(path: string, response: ServerResponse): Promise<void> {
    const name = path === "/" ? "index.html" : path.slice(config.base.length);
    const file = (await files())[name];
    if (file === undefined) return void response.writeHead(404).end();
    const type = CONSOLE_TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
    const headers = { ...consoleHeaders(), "content-type": `${type}; charset=utf-8` };
    response.writeHead(200, { ...headers, "cache-control": cacheControlOf(name) }).end(file);
  }

  return (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const fail = (error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    };
    if (request.method === "POST" && path === TOKEN_PATH) {
      void giveToken(request, response).catch(fail);
      return true;
    }
    if (path === SAMPLE_PATH && request.method === "GET" && isFromConsole(request)) {
      response
        .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
        .end(JSON.stringify(sampleLoaded() ?? null));
      return true;
    }
    const isPage = path === "/" && (request.headers.accept ?? "").includes("text/html");
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead || !(isPage || path.startsWith(ASSETS))) return false;
    void answer(path, response).catch(fail);
    return true;
  };
}

const isFromConsole = ({ headers }: IncomingMessage): boolean => headers["tributary-console"] === "1";

async function build(): Promise<Record<string, string>> {
  const vite = await import("vite");
  const made = await vite.build({
    ...config,
    configFile: false,
    logLevel: "silent",
    build: { ...config.build, write: false },
  });
  const [result] = [made].flat();
  if (result === undefined || !("output" in result)) throw new Error("the console was not built");
  const files: Record<string, string> = {};
  for (const file of result.output)
    files[file.fileName] = file.type === "chunk" ? file.code : Buffer.from(file.source).toString();
  files["index.html"] = files["index.html"]?.replace(PASTED, PASTED.replace("pasted", "minted")) ?? "";
  return files;
}
