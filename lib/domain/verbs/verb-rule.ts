import type { Window } from "../groups.ts";

/** What a verb's actions are about, for who is told of them; `anything`: it does not matter. */
type Thing = "target" | "action_object" | "actor" | "anything";

/** How notifications of one verb share a line. */
export interface VerbRule {
  readonly verb: string;
  /** The target, else the action object, where nothing is said. */
  readonly thing?: Thing;
  /** How long the windows are, in UTC, in which they do; a day where nothing is said. */
  readonly window?: Window;
}
