import * as z from "zod";
import {
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  createDocument,
  createSchema,
} from "zod-openapi";
import type { Route } from "../contract/route.ts";
import { STREAMS } from "../contract/routes/streams.ts";
import { ROUTES, type RouteName } from "../contract/routes.ts";
import { KEY_PARAMETER } from "../http/key-parameter.ts";
import type { Takes } from "../http/open-request.ts";
import { plainReference, reference } from "./entities.ts";
import { REQUESTS } from "./examples.ts";
import { OPERATIONS, type Operation, TAGS } from "./operations.ts";
import { parametersOf } from "./parameters.ts";
import { withSharedParameters } from "./shared-parameters.ts";
import { responsesOf } from "./responses.ts";
import { override, withReferences } from "./wire.ts";

const DESCRIPTION = `Activity streams and feeds.

Errors are problems of RFC 9457. Unknown fields and parameters, empty values, and a single-valued parameter given twice are 400. Optional fields may be null, which means absent. HEAD answers like GET, without the body, wherever GET does; it is not listed, because generators would make a second method of each. A method that a path does not know is 405 with \`Allow\`.

Text is well-formed Unicode. Numbers are those that JSON carries exactly: finite, and whole ones up to 2^53-1. JSON is nested 64 deep at most, a body has 64 KiB, a batch 1 MiB.

Every stream (\`/actions\`, \`.../activity\`, \`.../feed\`) also comes as Activity Streams 2.0 (\`application/activity+json\`), Atom (\`application/atom+xml\`), JSON Feed 1.1 (\`application/feed+json\`) and RSS 2.0 (\`application/rss+xml\`), by \`Accept\` or \`format\`. A feed reader, which sends no headers, reads one with the parameter \`key\` of an address that \`POST /feed-keys\` made, in place of a token; anything else with a \`key\` is 401.

Where a deployment sets \`publicReads\`, \`GET\` of streams, lists, entities, actions and \`is-following\` with \`user\` needs no token; what \`key\` or a look-up asks for still does.`;

/** OpenAPI 3.1, derived from what the routes themselves check. */
export async function openApiDocument(): Promise<object> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const row: Route = ROUTES[name];
    const operation = operationOf(name, row, OPERATIONS[name], await takesOf(name));
    paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: operation };
  }
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Tributary",
        version: "0.1.0",
        description: DESCRIPTION,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/" }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      security: [{ bearer: [] }],
      paths: paths as ZodOpenApiPathsObject,
      components: {
        schemas: referenceSchemas(),
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "A user's JWT of the deployment's issuer, or a service's key.",
          },
          feedKey: {
            type: "apiKey",
            in: "query",
            name: KEY_PARAMETER,
            description:
              "The key in an address that `POST /feed-keys` made: reads exactly its stream, as Atom, RSS or JSON Feed.",
          },
        },
      },
    },
    { override },
  );
  return withSharedParameters(withReferences(document));
}

const referenceSchemas = () =>
  createSchema(z.tuple([reference, plainReference]), { io: "input", opts: { override } }).components;

function operationOf(
  name: RouteName,
  row: Route,
  operation: Operation,
  takes: Takes,
): ZodOpenApiOperationObject {
  const { tag, summary, description } = operation;
  const body = bodyOf(operation, takes);
  return {
    operationId: name.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(row.allow === "public" && { security: [] }),
    ...(name in STREAMS && { security: [{ bearer: [] }, { feedKey: [] }] }),
    ...parametersOf(row, operation, takes.query),
    ...(body && {
      requestBody: {
        required: takes.needsBody === true || !z.safeParse(body, {}).success,
        content: { "application/json": { schema: body, example: REQUESTS[name] } },
      },
    }),
    responses: responsesOf(name, row, operation),
  };
}

/** Shows the items of a batch, which the route leaves unchecked because each item is checked for itself. */
function bodyOf({ item, body }: Operation, takes: Takes): z.core.$ZodType | undefined {
  if (item === undefined || !(takes.body instanceof z.core.$ZodObject)) return body ?? takes.body;
  const [[name, list] = []] = Object.entries(takes.body._zod.def.shape);
  if (name === undefined || !(list instanceof z.core.$ZodArray))
    throw new Error("a batch is an object with one list");
  return z.strictObject({ [name]: new z.ZodArray({ ...list._zod.def, element: item }) });
}

async function takesOf(name: RouteName): Promise<Takes> {
  // It takes no parameters, and cannot be loaded while the document is missing or broken.
  if (name === "get-openapi") return {};
  // Functions read their settings when they are loaded.
  process.env["TABLE_NAME"] ??= "none";
  const { handler } = (await import(`../../lambdas/api/${name}.ts`)) as { handler: { takes: Takes } };
  return handler.takes;
}
