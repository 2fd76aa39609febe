import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CONSOLE_BASE, CONSOLE_TYPES, PASTED, cacheControlOf, consoleHeaders } from "../contract/console.ts";
import type { Answer } from "./answer.ts";
import { noSuchPath } from "./no-such-path.ts";
import { problemAnswer } from "./problem.ts";
import type { SignInProvider } from "./sign-in-provider.ts";

const PAGE = "index.html";

export class ConsolePage {
  readonly #files: ReadonlyMap<string, string>;
  readonly #provider: () => Promise<SignInProvider>;

  constructor(folder: string, provider: () => Promise<SignInProvider>) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    this.#files = new Map(
      names.map((name) => [name.slice(folder.length + 1), readFileSync(name, "utf8")] as const),
    );
    this.#provider = provider;
  }

  async answer(path: string, accept = ""): Promise<Answer> {
    if (path === "/" && !accept.includes("text/html")) return problemAnswer(noSuchPath(path));
    const name = path === "/" ? PAGE : path.slice(CONSOLE_BASE.length);
    const content = this.#files.get(name);
    if (content === undefined) return problemAnswer(noSuchPath(path));
    return name === PAGE ? this.#page(content) : fileAnswer(name, content, consoleHeaders());
  }

  async #page(html: string): Promise<Answer> {
    try {
      const provider = await this.#provider();
      const said = Object.entries(provider).map(
        ([name, value]) => ` data-${name}="${escaped(String(value))}"`,
      );
      const meta = `<meta name="tributary-tokens" content="oidc"${said.join("")} />`;
      const headers = consoleHeaders([new URL(provider.token).origin]);
      return fileAnswer(
        PAGE,
        html.replace(PASTED, () => meta),
        headers,
      );
    } catch (error) {
      console.error(error);
      const content = "The provider that signs you in does not answer. Try again in a minute.";
      return {
        status: 503,
        text: { type: "text/plain; charset=utf-8", content },
        headers: { "retry-after": "60" },
      };
    }
  }
}

const fileAnswer = (name: string, content: string, headers: Record<string, string>): Answer => ({
  status: 200,
  text: { type: `${CONSOLE_TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain"}; charset=utf-8`, content },
  headers: { ...headers, "cache-control": cacheControlOf(name) },
});

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
