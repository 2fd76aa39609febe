import * as iam from "aws-cdk-lib/aws-iam";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Route } from "../contract/routes.ts";
import { INDEXES, PREFIX } from "../contract/table.ts";

/** What a function may do with the table: the actions and indexes that its row names, and reading keys and secrets. */
export function tableAccess(table: ITableV2, needs: Pick<Route, "table" | "indexes" | "pages">): iam.PolicyStatement[] {
  const statements = [allow([...new Set(["GetItem", ...needs.table])], [table.tableArn])];
  if (needs.indexes.length > 0) {
    const arns = needs.indexes.map((index) => `${table.tableArn}/index/${INDEXES[index].name}`);
    statements.push(allow(["Query"], arns));
  }
  if (needs.pages === true && !needs.table.includes("PutItem")) {
    const makeSecret = allow(["PutItem"], [table.tableArn]);
    makeSecret.addCondition("ForAllValues:StringLike", { "dynamodb:LeadingKeys": [`${PREFIX.secret}*`] });
    statements.push(makeSecret);
  }
  return statements;
}

const allow = (actions: readonly string[], resources: string[]): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: actions.map((action) => `dynamodb:${action}`), resources });
