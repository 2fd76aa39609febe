import { Stack } from "aws-cdk-lib";
import * as gateway from "aws-cdk-lib/aws-apigatewayv2";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { CONSOLE } from "../contract/console.ts";
import { CANARY } from "../contract/functions.ts";
import { ApiFunction } from "./api-function.ts";
import { FailureQueue } from "./failure-queue.ts";

export interface Watched {
  readonly stage: string;
  readonly api: gateway.HttpApi;
  readonly table: ITableV2;
  /** With their names on the dashboard; `workers` are those behind the stream and the queues. */
  readonly routes: readonly Named<IFunction>[];
  readonly workers: readonly Named<IFunction>[];
  readonly canary: readonly Named<IFunction>[];
  readonly failures: readonly FailureQueue[];
}

interface Named<T> {
  readonly name: string;
  readonly is: T;
}

/** Finds what a stack has; call it when everything is created. */
export function look(stack: Stack, table: ITableV2, stage: string): Watched {
  const isBird = ({ name }: ApiFunction) => name === CANARY.name;
  const functions = allOf(stack, ApiFunction);
  const named = (some: readonly ApiFunction[]) =>
    some.map((one) => ({ name: one.node.path.split("/").slice(1).join("/"), is: one.function }));
  const [api] = allOf(stack, gateway.HttpApi);
  if (api === undefined) throw new Error("the stack has no gateway");
  return {
    stage,
    api,
    table,
    routes: named(functions.filter(isRoute)),
    workers: named(functions.filter((one) => !isRoute(one) && !isBird(one))),
    canary: named(functions.filter(isBird)),
    failures: allOf(stack, FailureQueue),
  };
}

/** The stack makes those of routes itself; those of workers are in constructs. */
export const isRoute = ({ name, node }: ApiFunction): boolean =>
  Stack.isStack(node.scope) || name === CONSOLE;

export const allOf = <T>(stack: Stack, kind: abstract new (...args: never[]) => T): T[] =>
  stack.node.findAll().filter((one) => one instanceof kind) as T[];
