import type { createDocument } from "zod-openapi";
import { pascal } from "./entities.ts";

type Document = ReturnType<typeof createDocument>;

interface Parameter {
  readonly name: string;
}

interface Operation {
  parameters?: (Parameter | { readonly $ref: string })[];
}

/** Makes a component of every parameter that several operations share. */
export function withSharedParameters(document: Document): object {
  const operations = Object.values(document.paths ?? {}).flatMap(
    (path) => Object.values(path) as Operation[],
  );
  const uses = new Map<string, number>();
  for (const text of operations.flatMap(({ parameters = [] }) =>
    parameters.map((parameter) => JSON.stringify(parameter)),
  )) {
    uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  const names = new Map<string, string>();
  for (const [text, count] of [...uses].sort(([, a], [, b]) => b - a)) {
    const name = pascal((JSON.parse(text) as Parameter).name);
    // Of two different parameters with one name the rarer stays inline.
    if (count > 1 && ![...names.values()].includes(name)) names.set(text, name);
  }
  for (const operation of operations) {
    if (operation.parameters === undefined) continue;
    operation.parameters = operation.parameters.map((parameter) => {
      const name = names.get(JSON.stringify(parameter));
      return name === undefined ? parameter : { $ref: `#/components/parameters/${name}` };
    });
  }
  const parameters = Object.fromEntries(
    [...names].map(([text, name]) => [name, JSON.parse(text) as Parameter]),
  );
  return { ...document, components: { ...document.components, parameters } };
}
