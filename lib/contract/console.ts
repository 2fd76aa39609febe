/** The function that serves the console. Its file is in `lambdas/pages`, as no route of the API is. */
export const CONSOLE = "console";

/** Where its files are. No path of the API has three parts of which the second is "assets". */
export const CONSOLE_BASE = "/console/";

/** Paths that lead to it. */
export const CONSOLE_PATHS = ["/", `${CONSOLE_BASE}assets/{file}`] as const;

/** How the built page says that its visitors paste a token: servers put their own way in its place. */
export const PASTED = '<meta name="tributary-tokens" content="pasted" />';

/** Headers of all its files. `calls`: other origins that it may call; only pictures are loaded from elsewhere. */
export const consoleHeaders = (calls: readonly string[] = []): Record<string, string> => ({
  "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src ${["'self'", ...calls].join(" ")}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
});

/** A page is asked for anew each time; names of all other files change with what is in them. */
export const cacheControlOf = (file: string): string =>
  file === "index.html" ? "no-cache" : "public, max-age=31536000, immutable";

/** Media types of its files, by the ends of their names. */
export const CONSOLE_TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};
