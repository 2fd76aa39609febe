import * as z from "zod";
import { createApiKey, listApiKeys, revokeApiKey } from "../../store/access/api-keys.ts";
import { renewCursorSecret } from "../../store/access/cursor.ts";
import type { Table } from "../../table/table.ts";

interface Printed {
  readonly out?: string;
  readonly note?: string;
}

export class UsageError extends Error {}

const nameRule = z
  .string("Say the key's name.")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    "A name has 1 to 63 letters, digits, dots, dashes and underscores.",
  );
const scopesRule = z.array(z.enum(["read", "write"], "Scopes are read, write, or read,write.")).min(1);

function checked<S extends z.ZodType>(rule: S, value: unknown): z.output<S> {
  const result = rule.safeParse(value);
  if (!result.success) throw new UsageError(result.error.issues[0]?.message);
  return result.data;
}

interface Given {
  readonly name: string | undefined;
  readonly scopes: string | undefined;
}

type Command = (table: Table, given: Given, now: number) => Promise<Printed>;

const create: Command = async (table, { name: givenName, scopes: givenScopes = "read,write" }, now) => {
  const name = checked(nameRule, givenName);
  const scopes = [...new Set(checked(scopesRule, givenScopes.split(",")))];
  const key = await createApiKey(table, { name, scopes }, now);
  if (key === undefined)
    throw new Error(`There is a key named ${name} already; revoke that one, or choose another name.`);
  return {
    out: key,
    note: `The key of ${name} (${scopes.join(",")}), shown this once: nobody can look it up again.`,
  };
};

const list: Command = async (table) => {
  const found = await listApiKeys(table);
  if (found.length === 0) return { note: "There are no keys." };
  return {
    out: found.map(({ name, scopes, created }) => [name, scopes.join(","), created].join("\t")).join("\n"),
  };
};

const revoke: Command = async (table, { name: givenName }) => {
  const name = checked(nameRule, givenName);
  if (!(await revokeApiKey(table, name))) throw new Error(`There is no key named ${name}.`);
  return { note: `${name} is revoked: within a minute it is refused everywhere.` };
};

const rotateCursors: Command = async (table) => {
  await renewCursorSecret(table);
  return {
    note: "Cursors are signed anew: within five minutes all earlier ones answer 400, and lists are begun again.",
  };
};

export const COMMANDS: Readonly<Record<string, Command>> = {
  create,
  list,
  revoke,
  "rotate-cursors": rotateCursors,
};
