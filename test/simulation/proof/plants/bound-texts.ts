import { FOCUSED } from "../mixes.ts";
import { type TextPlant, one } from "./text-plant.ts";

const POST = "lib/store/actions/post-action.ts";

/** When bounds rise, and whom they leave out. */
export const BOUND_TEXTS = {
  "bound-after": {
    what: "an action is stored long before its bounds rise",
    focus: FOCUSED.bounded,
    patches: [
      {
        file: POST,
        from: "const action = await withinBounds(table, plan.action, known, now);",
        to: "const action = plan.action as BoundedAction;",
      },
      {
        file: POST,
        from: "    return posted;",
        to: "    await table.nondeterminism.sleep(30_000);\n    await withinBounds(table, action, known, now);\n    return posted;",
      },
    ],
  },
  "acts-only": one("a bound rises for who acts, not for what is acted upon", FOCUSED.bounded, [
    "lib/store/entities/bounds.ts",
    "Object.entries(rolesOf(action.body)) as",
    "Object.entries(rolesOf(action.body)).slice(0, 1) as",
  ]),
  "unknown-is-old": one("of whom no bound is known nothing is asked", FOCUSED.bounded, [
    "lib/domain/bounds.ts",
    "bound === undefined ? undefined : positionOf(toTimestamp(bound)",
    'bound === undefined ? "0" : positionOf(toTimestamp(bound)',
  ]),
  "first-is-all": {
    ...one("a first bound covers its own action, and none from before there were bounds", FOCUSED.bounded, [
      "lib/domain/bounds.ts",
      "const unknown = now + FUTURE + boundAhead;",
      "const unknown = 0;",
    ]),
    isRare: true,
  },
} satisfies Record<string, TextPlant>;
