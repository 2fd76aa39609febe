import * as iam from "aws-cdk-lib/aws-iam";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Route } from "../contract/route.ts";
import { INDEXES, PREFIX } from "../contract/table.ts";

type TableAction = Route["table"][number];

/** Items that most functions must not touch, with the actions that a function may use on them. */
type Guarded = Readonly<Record<"apiKey" | "apiKeyName" | "feedKey" | "secret", readonly TableAction[]>>;

type Needs = Pick<Route, "table" | "indexes">;

export const needsOf = (all: readonly Needs[]): Needs => ({
  table: [...new Set(all.flatMap(({ table }) => table))],
  indexes: [...new Set(all.flatMap(({ indexes }) => indexes))],
});

export const tableAccess = (table: ITableV2, needs: Needs): iam.PolicyStatement[] => [
  ...allow(table, needs.table, needs.indexes),
  ...guard(table, needs.table, { apiKey: [], apiKeyName: [], feedKey: [], secret: [] }),
];

/** A route's permissions: its row's, service keys, pages' secret, and the counts of limited callers. */
export function routeAccess(
  table: ITableV2,
  route: Route,
  { countsCallers }: { countsCallers: boolean },
): iam.PolicyStatement[] {
  if (route.allow === "public") return [];
  const granted: TableAction[] = [...new Set(["GetItem", ...route.table] as const)];
  const statements = allow(table, granted, route.indexes);
  if (route.pages === true && !granted.includes("PutItem"))
    statements.push(only(table, "PutItem", PREFIX.secret));
  const counts = countsCallers || route.readers?.includes("feed-key") === true;
  if (counts && !granted.includes("UpdateItem")) statements.push(only(table, "UpdateItem", PREFIX.rate));
  const { feedKeys = [] } = route;
  for (const action of feedKeys)
    if (!granted.includes(action)) statements.push(only(table, action, PREFIX.feedKey));
  const secret: TableAction[] = route.pages === true ? ["GetItem", "PutItem"] : [];
  return [
    ...statements,
    ...guard(table, granted, { apiKey: ["GetItem"], apiKeyName: [], feedKey: feedKeys, secret }),
  ];
}

function allow(
  table: ITableV2,
  actions: readonly TableAction[],
  indexes: Route["indexes"],
): iam.PolicyStatement[] {
  const statements = [new iam.PolicyStatement({ actions: names(actions), resources: [table.tableArn] })];
  if (indexes.length === 0) return statements;
  const arns = indexes.map((index) => `${table.tableArn}/index/${INDEXES[index].name}`);
  return [...statements, new iam.PolicyStatement({ actions: names(["Query"]), resources: arns })];
}

const only = (table: ITableV2, action: TableAction, prefix: string): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: names([action]),
    resources: [table.tableArn],
    conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`${prefix}*`] } },
  });

/** Denies on guarded items what is granted on all and not needed there. */
function guard(table: ITableV2, granted: readonly TableAction[], guarded: Guarded): iam.PolicyStatement[] {
  return Object.entries(guarded).flatMap(([kind, kept]) => {
    const denied = granted.filter((action) => !kept.includes(action));
    if (denied.length === 0) return [];
    return new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      actions: names(denied),
      resources: [table.tableArn],
      conditions: {
        "ForAnyValue:StringLike": { "dynamodb:LeadingKeys": [`${PREFIX[kind as keyof Guarded]}*`] },
      },
    });
  });
}

const names = (actions: readonly TableAction[]): string[] => actions.map((action) => `dynamodb:${action}`);
