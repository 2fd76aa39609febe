/** A call that the page is about to make. */
interface Call {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** The parts of an immutable collection that the filter needs. */
interface Tag {
  get(name: "operations"): Tag;
  set(name: "operations", operations: Tag): Tag;
  filter(keep: (item: Tag) => boolean): Tag;
  map(change: (item: Tag) => Tag): Tag;
  readonly size: number;
}

declare function SwaggerUIBundle(options: object): unknown;

const tokens = new Map<string, string>();

/** A token of the user whose name stands at the top, from the service on this machine. */
async function tokenOf(user: string): Promise<string> {
  const known = tokens.get(user);
  if (known !== undefined) return known;
  const answer = await fetch("/console/token", {
    method: "POST",
    headers: { "content-type": "application/json", "tributary-console": "1" },
    body: JSON.stringify({ user }),
  });
  const { token } = (await answer.json()) as { token: string };
  tokens.set(user, token);
  return token;
}

/** What somebody has authorised by hand stays. */
async function signed(call: Call): Promise<Call> {
  const user = document.querySelector<HTMLInputElement>("#user")?.value.trim() ?? "";
  const isOwn = new URL(call.url, location.origin).origin === location.origin;
  if (isOwn && user !== "" && !("Authorization" in call.headers))
    call.headers["Authorization"] = `Bearer ${await tokenOf(user)}`;
  return call;
}

/** Keeps the routes in which a word occurs, wherever: path, description, parameter, error. */
function containing(tags: Tag, phrase: string): Tag {
  const has = (operation: Tag) => JSON.stringify(operation).toLowerCase().includes(phrase.toLowerCase());
  const narrowed = tags.map((tag) => tag.set("operations", tag.get("operations").filter(has)));
  return narrowed.filter((tag) => tag.get("operations").size > 0);
}

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  filter: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  requestInterceptor: signed,
  plugins: [{ fn: { opsFilter: containing } }],
});
