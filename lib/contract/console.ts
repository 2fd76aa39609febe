export const CONSOLE = "console";

/** No path of the API has `assets` as its second of three parts. */
export const CONSOLE_BASE = "/console/";

export const CONSOLE_PATHS = ["/", `${CONSOLE_BASE}assets/{file}`] as const;

/** Tells the built page that visitors paste a token; servers replace it with their own way to sign in. */
export const PASTED = '<meta name="tributary-tokens" content="pasted" />';

/** `calls`: other origins that it may call. Only pictures are loaded from elsewhere. */
export const consoleHeaders = (calls: readonly string[] = []): Record<string, string> => ({
  "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src ${["'self'", ...calls].join(" ")}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
});

/** The page is revalidated each time; the names of all other files change with their content. */
export const cacheControlOf = (file: string): string =>
  file === "index.html" ? "no-cache" : "public, max-age=31536000, immutable";

export const CONSOLE_TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};
