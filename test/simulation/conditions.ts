import { type Operand, type Parsed, type Scope, parseName, parseOperand, remembered } from "./operands.ts";
import { Tokens } from "./tokens.ts";
import { compare, equal } from "./values.ts";

type Test = (scope: Scope) => boolean;

/** A condition or filter expression. */
export const parseCondition = remembered((text): Parsed<Test> => {
  const tokens = new Tokens(text);
  const run = parseOr(tokens);
  tokens.end();
  return { run, names: tokens.names, values: tokens.values };
});

function parseOr(tokens: Tokens): Test {
  const tests = [parseAnd(tokens)];
  while (tokens.take("OR")) tests.push(parseAnd(tokens));
  return tests.length === 1 ? (tests[0] as Test) : (scope) => tests.some((test) => test(scope));
}

function parseAnd(tokens: Tokens): Test {
  const tests = [parseNot(tokens)];
  while (tokens.take("AND")) tests.push(parseNot(tokens));
  return tests.length === 1 ? (tests[0] as Test) : (scope) => tests.every((test) => test(scope));
}

function parseNot(tokens: Tokens): Test {
  if (tokens.take("NOT")) {
    const test = parseNot(tokens);
    return (scope) => !test(scope);
  }
  if (tokens.take("(")) {
    const test = parseOr(tokens);
    tokens.expect(")");
    return test;
  }
  const name = tokens.peek()?.toLowerCase() ?? "";
  if (tokens.peek(1) === "(" && Object.hasOwn(FUNCTIONS, name)) {
    tokens.next();
    tokens.expect("(");
    const test = (FUNCTIONS[name] as (tokens: Tokens) => Test)(tokens);
    tokens.expect(")");
    return test;
  }
  return parseComparison(tokens);
}

function exists(tokens: Tokens): Test {
  const name = parseName(tokens);
  return ({ item, names }) => item[name(names)] !== undefined;
}

function twoOperands(tokens: Tokens, test: (a: unknown, b: unknown) => boolean): Test {
  const left = parseOperand(tokens);
  tokens.expect(",");
  const right = parseOperand(tokens);
  return (scope) => test(left(scope), right(scope));
}

const startsWith = (a: unknown, b: unknown): boolean =>
  typeof a === "string" && typeof b === "string" && a.startsWith(b);

function contains(a: unknown, b: unknown): boolean {
  if (typeof a === "string") return typeof b === "string" && a.includes(b);
  if (a instanceof Set) return a.has(b);
  return Array.isArray(a) && a.some((one) => equal(one, b));
}

const FUNCTIONS: Readonly<Record<string, (tokens: Tokens) => Test>> = {
  attribute_exists: exists,
  attribute_not_exists: (tokens) => {
    const test = exists(tokens);
    return (scope) => !test(scope);
  },
  begins_with: (tokens) => twoOperands(tokens, startsWith),
  contains: (tokens) => twoOperands(tokens, contains),
};

const ordered = (holds: (order: number) => boolean) => (a: unknown, b: unknown) => {
  const order = compare(a, b);
  return order !== undefined && holds(order);
};

const COMPARATORS: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  "=": (a, b) => a !== undefined && equal(a, b),
  "<>": (a, b) => !equal(a, b),
  "<": ordered((order) => order < 0),
  "<=": ordered((order) => order <= 0),
  ">": ordered((order) => order > 0),
  ">=": ordered((order) => order >= 0),
};

function parseComparison(tokens: Tokens): Test {
  const left = parseOperand(tokens);
  if (tokens.take("BETWEEN")) {
    const low = parseOperand(tokens);
    tokens.expect("AND");
    const high = parseOperand(tokens);
    return (scope) => isWithin(left(scope), low(scope), high(scope));
  }
  if (tokens.take("IN")) {
    tokens.expect("(");
    const choices: Operand[] = tokens.list(() => parseOperand(tokens));
    tokens.expect(")");
    return (scope) =>
      choices.some((choice) => left(scope) !== undefined && equal(left(scope), choice(scope)));
  }
  const holds = COMPARATORS[tokens.next()] ?? tokens.fail("it has no comparator");
  const right = parseOperand(tokens);
  return (scope) => holds(left(scope), right(scope));
}

const isWithin = (value: unknown, low: unknown, high: unknown): boolean =>
  (compare(value, low) ?? -1) >= 0 && (compare(value, high) ?? 1) <= 0;
