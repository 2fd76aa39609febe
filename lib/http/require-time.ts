import { tooFarAhead } from "../domain/action.ts";
import { type Caller, mayChooseTime } from "../domain/caller.ts";
import { invalidField } from "../domain/errors.ts";

/** Checks a time that a caller has chosen. @throws 403 for users, 400 for a time that is too far ahead */
export function requireTime(
  caller: Caller,
  field: "timestamp" | "started",
  time: string | undefined,
  now: number,
): void {
  if (time === undefined) return;
  mayChooseTime(caller, field);
  if (tooFarAhead(time, now)) throw invalidField(field, "must not be later than five minutes from now");
}
