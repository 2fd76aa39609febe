import type { VerbRule } from "./verb-rule.ts";

/** Verbs whose notifications group in a way of their own: a new one is a file beside this and a word here. */
const VERBS: readonly VerbRule[] = [];

const byVerb = new Map(VERBS.map((rule) => [rule.verb, rule]));

export const ruleOfVerb = (verb: string): VerbRule => byVerb.get(verb) ?? { verb };
