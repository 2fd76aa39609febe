import { limits } from "../domain/limits.ts";
import { openTable } from "../table/table.ts";
import { readEnvironment } from "./environment.ts";

/** What a function makes once, when it starts: its settings and the table's client. */
export const environment = readEnvironment(process.env);
limits.follows = environment.maxFollows;
export const table = openTable(environment.tableName);
