import { validation } from "./errors.ts";
import {
  type Name,
  type Operand,
  type Parsed,
  type Scope,
  parseName,
  parseOperand,
  parseValue,
  remembered,
} from "./operands.ts";
import { Tokens } from "./tokens.ts";

/** Changes a copy of the item; what it reads is the item before. */
type Change = (scope: Scope, target: Record<string, unknown>) => void;

interface Update {
  readonly changes: readonly Change[];
  readonly changed: readonly Name[];
}

export const parseUpdate = remembered((text): Parsed<Update> => {
  const tokens = new Tokens(text);
  const changes: Change[] = [];
  const changed: Name[] = [];
  const seen = new Set<string>();
  while (tokens.peek() !== undefined) {
    const section = tokens.next().toUpperCase();
    const parse = SECTIONS[section] ?? tokens.fail(`${section} is no section of an update`);
    if (seen.has(section)) tokens.fail(`it has two sections ${section}`);
    seen.add(section);
    tokens.list(() => {
      const name = parseName(tokens);
      changed.push(name);
      changes.push(parse(tokens, name));
    });
  }
  return { run: { changes, changed }, names: tokens.names, values: tokens.values };
});

const MISSING = "The provided expression refers to an attribute that does not exist in the item";
const MISTYPED = "An operand in the update expression has an incorrect data type";

const SECTIONS: Readonly<Record<string, (tokens: Tokens, name: Name) => Change>> = {
  SET: (tokens, name) => {
    tokens.expect("=");
    const value = parseSum(tokens);
    return (scope, target) => void (target[name(scope.names)] = present(value(scope)));
  },
  REMOVE: (_tokens, name) => (scope, target) => void delete target[name(scope.names)],
  ADD: (tokens, name) => withValue(tokens, name, add),
  DELETE: (tokens, name) => withValue(tokens, name, without),
};

function withValue(tokens: Tokens, name: Name, change: (held: unknown, value: unknown) => unknown): Change {
  const value = parseValue(tokens);
  return (scope, target) => {
    const result = change(scope.item[name(scope.names)], value(scope));
    if (result === undefined) delete target[name(scope.names)];
    else target[name(scope.names)] = result;
  };
}

function add(held: unknown, value: unknown): unknown {
  if (typeof value === "number" && (held === undefined || typeof held === "number"))
    return (held ?? 0) + value;
  if (value instanceof Set && (held === undefined || held instanceof Set))
    return new Set([...(held ?? []), ...value]);
  throw validation(MISTYPED);
}

/** A set that has lost its last element is no attribute any more. */
function without(held: unknown, value: unknown): unknown {
  if (!(value instanceof Set) || (held !== undefined && !(held instanceof Set))) throw validation(MISTYPED);
  const rest = [...(held ?? [])].filter((one) => !value.has(one));
  return rest.length === 0 ? undefined : new Set(rest);
}

function parseSum(tokens: Tokens): Operand {
  const left = parseTerm(tokens);
  const sign = tokens.take("+") ? 1 : tokens.take("-") ? -1 : 0;
  if (sign === 0) return left;
  const right = parseTerm(tokens);
  return (scope) => {
    const [a, b] = [present(left(scope)), present(right(scope))];
    if (typeof a !== "number" || typeof b !== "number") throw validation(MISTYPED);
    return a + sign * b;
  };
}

function parseTerm(tokens: Tokens): Operand {
  if (tokens.isNext("IF_NOT_EXISTS")) {
    const [name, otherwise] = parseArguments(tokens, parseOperand, parseTerm);
    return (scope) => name(scope) ?? otherwise(scope);
  }
  if (tokens.isNext("LIST_APPEND")) {
    const [left, right] = parseArguments(tokens, parseTerm, parseTerm);
    return (scope) => {
      const [a, b] = [present(left(scope)), present(right(scope))];
      if (!Array.isArray(a) || !Array.isArray(b)) throw validation(MISTYPED);
      return [...(a as unknown[]), ...(b as unknown[])];
    };
  }
  return parseOperand(tokens);
}

type Parse = (tokens: Tokens) => Operand;

function parseArguments(tokens: Tokens, first: Parse, second: Parse): [Operand, Operand] {
  tokens.next();
  tokens.expect("(");
  const left = first(tokens);
  tokens.expect(",");
  const right = second(tokens);
  tokens.expect(")");
  return [left, right];
}

function present(value: unknown): unknown {
  if (value === undefined) throw validation(MISSING);
  return value;
}
