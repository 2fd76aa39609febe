import type { Window } from "../groups.ts";

/** Which part of an action its notifications are about; `anything`: they share a group whatever it is. */
type Thing = "target" | "action_object" | "actor" | "anything";

export interface VerbRule {
  readonly verb: string;
  readonly thing?: Thing;
  readonly window?: Window;
}
