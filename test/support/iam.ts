import type { Settings } from "../../lib/infra/settings.ts";
import { Assembly, type Template, nameOfFunction } from "../../lib/local/assembly.ts";
import { synthesise } from "./synthesise.ts";

/** A request's action on the table, an index or the stream, and the partitions that it touches. */
export interface Use {
  readonly action: string;
  readonly resource: string;
  readonly partitions: readonly string[];
}

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, { readonly "dynamodb:LeadingKeys": readonly string[] }>>;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

export interface Grant {
  readonly action: string;
  readonly resource: string;
  /** Allowed prefixes of partition keys; empty: all keys. */
  readonly prefixes: readonly string[];
}

/** The permissions on the table that a template's policies give, as IAM evaluates them. */
export class Policies {
  readonly #statements = new Map<string, readonly Statement[]>();
  readonly #names = new Map<string, string>();

  constructor(templates: Readonly<Record<string, Template>>) {
    const assembly = new Assembly(templates, ({ id, type }, attribute) =>
      type === "AWS::DynamoDB::GlobalTable" ? `table.${attribute}` : id,
    );
    const resolved = <T>(type: string) =>
      assembly
        .ofType(type)
        .map((one) => ({ id: one.id, ...(assembly.resolve(one.stack, one.properties) as T) }));
    const policies = resolved<Policy & { Roles: string[] }>("AWS::IAM::Policy");
    const roles = resolved<{ Policies?: Policy[] }>("AWS::IAM::Role");
    for (const { stack, id, properties } of assembly.ofType("AWS::Lambda::Function")) {
      const role = assembly.resolve(stack, properties["Role"]);
      this.#names.set(id, nameOfFunction(properties));
      const added = policies.filter(({ Roles }) => Roles.includes(role as string));
      const inline = roles
        .filter(({ id: roleId }) => roleId === role)
        .flatMap(({ Policies = [] }) => Policies);
      this.#statements.set(
        id,
        [...inline, ...added].flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
      );
    }
  }

  /** Their logical ids. */
  get functions(): string[] {
    return [...this.#statements.keys()];
  }

  nameOf = (id: string): string => this.#names.get(id) ?? id;

  /** The permissions of a function that allow a use; empty: it is refused. */
  grantsOf(name: string, use: Use): Grant[] {
    const statements = (this.#statements.get(name) ?? []).filter((statement) => matches(statement, use));
    if (statements.some(({ Effect }) => Effect === "Deny")) return [];
    return this.#grants(statements).filter(
      ({ action, resource }) => action === use.action && resource === use.resource,
    );
  }

  /** All permissions of a function on the table. */
  allOf = (name: string): Grant[] =>
    this.#grants((this.#statements.get(name) ?? []).filter(({ Effect }) => Effect === "Allow"));

  /** All actions that a function may use, of any service. */
  actionsOf = (id: string): string[] =>
    (this.#statements.get(id) ?? []).flatMap(({ Effect, Action }) =>
      Effect === "Allow" ? [Action].flat() : [],
    );

  #grants = (statements: readonly Statement[]): Grant[] =>
    statements.flatMap(({ Action, Resource, Condition }) =>
      [Action].flat().flatMap((action) =>
        [Resource].flat().flatMap((arn) => {
          const prefixes = Object.values(Condition ?? {}).flatMap((test) => test["dynamodb:LeadingKeys"]);
          return action.startsWith("dynamodb:") ? { action, resource: nameOf(arn), prefixes } : [];
        }),
      ),
    );
}

/** The policies of a template with these settings. */
export const policiesOf = (settings: Partial<Settings>): Policies => new Policies(synthesise(settings));

/** `table`, `index NAME` or `stream`. */
function nameOf(arn: string): string {
  const [, index] = arn.split("/index/");
  if (index !== undefined) return `index ${index}`;
  return arn === "table.StreamArn" ? "stream" : "table";
}

const like = (text: string, pattern: string): boolean => text.startsWith(pattern.slice(0, -1));

function matches(
  { Action, Resource, Condition = {} }: Statement,
  { action, resource, partitions }: Use,
): boolean {
  if (![Action].flat().includes(action) || ![Resource].flat().some((arn) => nameOf(arn) === resource))
    return false;
  return Object.entries(Condition).every(([operator, { "dynamodb:LeadingKeys": patterns }]) => {
    const isMeant = (partition: string) => patterns.some((pattern) => like(partition, pattern));
    if (operator === "ForAllValues:StringLike") return partitions.every(isMeant);
    if (operator === "ForAnyValue:StringLike") return partitions.some(isMeant);
    throw new Error(`policies use ${operator}, which this test does not know`);
  });
}
