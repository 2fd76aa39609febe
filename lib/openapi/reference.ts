export interface Described {
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

interface Reference {
  readonly $ref?: string;
}

interface Schema extends Reference {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly default?: unknown;
  readonly [rule: string]: unknown;
}

interface Parameter extends Reference {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Content {
  readonly example?: unknown;
  readonly schema?: Schema;
}

interface Answer extends Reference {
  readonly description: string;
  readonly content?: Readonly<Record<string, Content>>;
}

interface Operation {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

const RULES = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format"];

/** Longer patterns are Unicode ranges, which say nothing to a reader. */
const LONGEST_RULE = 60;

export function referenceOf(document: object): string {
  const { info, tags, paths, components } = document as Described;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  const parts = tags.map(({ name, description }) => {
    const own = routes.filter(({ operation }) => operation.tags.includes(name));
    return [`## ${name}`, description, ...own.map((route) => routeOf(route, components))].join("\n\n");
  });
  const list = routes.map(({ name, operation }) => [link(name, name), operation.summary]);
  const schemas = Object.entries(components.schemas).map(([name, schema]) => schemaOf(name, schema));
  return `${[
    "# API reference",
    "Written by `npm run openapi` from the schemas that check requests. `npm start` serves it at `/docs` as well, to search and to try.",
    info.description,
    "## Routes",
    table(["Route", ""], list),
    ...parts,
    "## Errors",
    errors(paths, components),
    "## Schemas",
    ...schemas,
  ].join("\n\n")}\n`;
}

function routeOf(
  { name, operation }: { readonly name: string; readonly operation: Operation },
  { parameters: shared }: Described["components"],
): string {
  const { summary, description = "", parameters = [], requestBody, responses } = operation;
  const known = parameters.map((one) => (one.$ref === undefined ? one : (shared[last(one.$ref)] ?? one)));
  const rows = known.map((one) => [
    code(one.name),
    `${one.in}${one.required === true ? ", required" : ""}`,
    typeOf(one.schema ?? {}),
    one.description ?? "",
  ]);
  const [sent] = Object.values(requestBody?.content ?? {});
  const good = Object.entries(responses).filter(([status]) => Number(status) < 300);
  const answers = good.map(([status, answer]) => `${code(status)}: ${answered(answer)}`).join(" · ");
  const shown = good
    .map(([, { content }]) => content?.["application/json"]?.example)
    .find((one) => one !== undefined);
  const failed = Object.keys(responses).filter((status) => Number(status) >= 300);
  return [
    `### ${name}`,
    `${summary}. ${description}`.trim(),
    ...(rows.length > 0 ? [table(["Parameter", "In", "Type", ""], rows)] : []),
    ...(sent === undefined ? [] : [`Body: ${typeOf(sent.schema ?? {})}, for example`, json(sent.example)]),
    `Answers ${answers}${shown === undefined ? "" : ", for example"}`,
    ...(shown === undefined ? [] : [json(shown)]),
    `Else ${failed.map((status) => `[${status}](#errors)`).join(", ")}.`,
  ].join("\n\n");
}

const answered = ({ description, content = {} }: Answer): string => {
  const schema = content["application/json"]?.schema;
  return schema === undefined ? description : typeOf(schema);
};

function schemaOf(name: string, schema: Schema): string {
  const { description, properties, required = [] } = schema;
  const rows = Object.entries(properties ?? {}).map(([field, one]) => [
    code(field),
    required.includes(field) ? "always" : "",
    typeOf(one),
    one.description ?? "",
  ]);
  return [
    `### ${name}`,
    ...(description === undefined ? [] : [description]),
    rows.length > 0 ? table(["Field", "", "Type", ""], rows) : typeOf(schema),
  ].join("\n\n");
}

const MEANING: Readonly<Record<string, string>> = {
  304: "Nothing has changed since the answer whose `ETag` stands in `If-None-Match`.",
  400: "A field or a parameter is unknown or malformed; `errors` names each.",
  401: "There is no token, or one that is not valid: `WWW-Authenticate` says why.",
  403: "The caller may not do this.",
  404: "There is no such thing, or none that the caller may see.",
  405: "The path does not know this method; `Allow` names those that it does.",
  409: "The same key or id has been used with another body.",
  410: "The feed key has been revoked or has ended.",
  412: "`If-Match` or `If-None-Match` does not hold; nothing was written.",
  413: "The body is over 64 KiB (a batch: 1 MiB).",
  414: "The address is too long: ask for fewer at once.",
  415: "The body has a `Content-Encoding`: send it as it is.",
  429: "Too many requests; `Retry-After` says when to try again.",
  431: "The headers are too long.",
  500: "An error of ours; it is logged.",
  503: "Busy or not there for now; try again after `Retry-After`.",
};

function errors(paths: Described["paths"], { responses }: Described["components"]): string {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const found = new Map(operations.flatMap(({ responses: own }) => Object.entries(own)));
  const rows = [...found]
    .filter(([status]) => Number(status) >= 300)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([status, { $ref = "", description }]) => [
      status,
      responses[last($ref)]?.description ?? description,
      MEANING[status] ?? "",
    ]);
  const problem = responses["BadRequest"]?.content?.["application/problem+json"]?.example;
  return [
    "An error is `application/problem+json` (RFC 9457):",
    json(problem),
    table(["Status", "", "When"], rows),
  ].join("\n\n");
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return link(last(schema.$ref), last(schema.$ref));
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (several !== undefined) return several.map(typeOf).join(schema.allOf === undefined ? " or " : " and ");
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((one) => code(JSON.stringify(one))).join(", ");
  const name = [schema.type ?? "any"].flat().join(" or ");
  const shown = RULES.filter((rule) => String(schema[rule]).length <= LONGEST_RULE);
  const rules = shown.flatMap((rule) =>
    schema[rule] === undefined ? [] : [`${rule} ${code(String(schema[rule]))}`],
  );
  const preset = schema.default === undefined ? [] : [`default ${code(JSON.stringify(schema.default))}`];
  const items = schema.items === undefined ? "" : ` of ${typeOf(schema.items)}`;
  return [`${name}${items}`, ...rules, ...preset].join(", ");
}

const last = (reference: string): string => reference.split("/").at(-1) ?? "";
const code = (text: string): string => `\`${text}\``;
const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, undefined, 2)}\n\`\`\``;
const link = (words: string, heading: string): string =>
  `[${words}](#${heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-")})`;
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ").trim();
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
