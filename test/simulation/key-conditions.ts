import { Unsupported, validation } from "./errors.ts";
import { type Name, type Operand, type Parsed, parseName, parseValue, remembered } from "./operands.ts";
import { Tokens } from "./tokens.ts";
import { type Item, sortable } from "./values.ts";

interface Clause {
  readonly name: Name;
  readonly operator: string;
  readonly operands: readonly Operand[];
}

/** What a query looks at: one partition, and a part of it by sortable sort keys. */
export interface Reach {
  readonly partition: string;
  readonly low?: string;
  readonly high?: string;
  readonly aboveLow?: boolean;
  readonly belowHigh?: boolean;
  readonly prefix?: string;
}

const OPERATORS = new Set(["=", "<", "<=", ">", ">="]);

export const parseKeyCondition = remembered((text): Parsed<readonly Clause[]> => {
  const tokens = new Tokens(text);
  const clauses = [parseClause(tokens)];
  while (tokens.take("AND")) clauses.push(parseClause(tokens));
  tokens.end();
  return { run: clauses, names: tokens.names, values: tokens.values };
});

function parseClause(tokens: Tokens): Clause {
  if (tokens.take("(")) {
    const clause = parseClause(tokens);
    tokens.expect(")");
    return clause;
  }
  if (tokens.isNext("BEGINS_WITH") && tokens.peek(1) === "(") {
    tokens.next();
    tokens.expect("(");
    const name = parseName(tokens);
    tokens.expect(",");
    const operands = [parseValue(tokens)];
    tokens.expect(")");
    return { name, operator: "BEGINS_WITH", operands };
  }
  const name = parseName(tokens);
  if (tokens.take("BETWEEN")) {
    const low = parseValue(tokens);
    tokens.expect("AND");
    return { name, operator: "BETWEEN", operands: [low, parseValue(tokens)] };
  }
  const operator = tokens.next();
  if (!OPERATORS.has(operator)) tokens.fail(`${operator} is no comparator of keys`);
  return { name, operator, operands: [parseValue(tokens)] };
}

interface Keys {
  readonly partition: string;
  readonly sort: string;
}

/** @throws ValidationException where the clauses do not name one partition and at most one range of it */
export function reachOf(
  clauses: readonly Clause[],
  keys: Keys,
  names: Readonly<Record<string, string>> | undefined,
  values: Item | undefined,
): Reach {
  const scope = { item: {}, names, values };
  let partition: string | undefined;
  let range: Omit<Reach, "partition"> = {};
  for (const { name, operator, operands } of clauses) {
    const [first, second] = operands.map((operand) => operand(scope));
    if (typeof first !== "string")
      throw validation("One or more parameter values were invalid: Condition parameter type");
    const key = name(names);
    if (key === keys.partition && operator === "=") partition = first;
    else if (key === keys.sort) range = rangeOf(operator, first, second);
    else throw validation(`Query condition missed key schema element: ${keys.partition}`);
  }
  if (partition === undefined)
    throw validation(`Query condition missed key schema element: ${keys.partition}`);
  if (partition === "") throw validation("One or more parameter values are not valid: an empty string value");
  return { partition, ...range };
}

function rangeOf(operator: string, first: string, second: unknown): Omit<Reach, "partition"> {
  const bound = sortable(first);
  if (first === "") throw validation("One or more parameter values are not valid: an empty string value");
  switch (operator) {
    case "=":
      return { low: bound, high: bound };
    case ">=":
      return { low: bound };
    case ">":
      return { low: bound, aboveLow: true };
    case "<=":
      return { high: bound };
    case "<":
      return { high: bound, belowHigh: true };
    case "BEGINS_WITH":
      return { low: bound, prefix: bound };
    case "BETWEEN": {
      const high = sortable(String(second));
      if (bound > high)
        throw validation(
          "The BETWEEN operator requires upper bound to be greater than or equal to lower bound",
        );
      return { low: bound, high };
    }
    default:
      throw new Unsupported(operator);
  }
}
