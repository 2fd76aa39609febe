import type { Window } from "../groups.ts";

/** Which part of an action its notifications are about; `anything`: they share a group whatever it is. */
type Thing = "target" | "action_object" | "actor" | "anything";

/** How notifications of one verb are grouped. */
export interface VerbRule {
  readonly verb: string;
  /** The default is the target, else the action object. */
  readonly thing?: Thing;
  /** The default is a day, in UTC. */
  readonly window?: Window;
}
