import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const PAGE = "/docs";
/** No path of the API has `assets` as its second of three parts. */
const ASSETS = `${PAGE}/assets/`;
/** Nothing from other sites; the renderer needs inline styles, and icons within styles. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API reference · Tributary</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${ASSETS}swagger-ui.css" />
  </head>
  <body>
    <p class="swagger-ui" style="max-width: 1460px; margin: 1rem auto; padding: 0 20px">
      <label>Try it as the user <input id="user" value="alice" /></label>
      or press Authorize and paste a token. The box below finds routes by any word.
    </p>
    <main id="reference"></main>
    <script src="${ASSETS}swagger-ui-bundle.js"></script>
    <script src="${ASSETS}reference.js"></script>
  </body>
</html>
`;

const ofPackage = (name: string) =>
  readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`));
const ownScript = () => {
  const file = fileURLToPath(new URL("../../console/reference.ts", import.meta.url));
  return transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "iife" }).code;
};

/** The page's files and their types. Each is made when first requested. */
const FILES: Readonly<Record<string, readonly [make: () => string | Buffer, type: string]>> = {
  [PAGE]: [() => HTML, "text/html"],
  [`${ASSETS}swagger-ui.css`]: [() => ofPackage("swagger-ui.css"), "text/css"],
  [`${ASSETS}swagger-ui-bundle.js`]: [() => ofPackage("swagger-ui-bundle.js"), "text/javascript"],
  [`${ASSETS}reference.js`]: [ownScript, "text/javascript"],
};

/** Serves the API's reference. @returns false for requests that belong to the API */
export function referencePage(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const made = new Map<string, string | Buffer>();
  return ({ method, url = "/", headers }, response) => {
    const path = url.split("?")[0] ?? "/";
    const [make, type] = FILES[path] ?? [];
    const isWanted = path !== PAGE || (headers.accept ?? "").includes("text/html");
    if (make === undefined || !isWanted || (method !== "GET" && method !== "HEAD")) return false;
    const file = made.get(path) ?? make();
    made.set(path, file);
    response
      .writeHead(200, {
        "content-type": `${type}; charset=utf-8`,
        "content-security-policy": POLICY,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      })
      .end(file);
    return true;
  };
}
