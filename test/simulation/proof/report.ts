import type { Op, Program } from "./programs.ts";
import type { Finding } from "./campaign.ts";

/** A failure for people: what was wrong, how to see it again, and the program as steps. */
export function describeFailure(
  { wrong, seed, path, program }: NonNullable<Finding["failure"]>,
  plant?: string,
): string {
  const again = `npm run prove -- --seed ${seed} --path ${path}${plant === undefined ? "" : ` --plant ${plant}`}`;
  return [wrong, "", `Again: ${again}`, "", ...stepsOf(program), "", JSON.stringify(program)].join("\n");
}

/** One line a step; times are those since the beginning. */
function stepsOf({ harshness, isLagging, isOld, steps }: Program): string[] {
  let time = 0;
  let posts = 0;
  return [
    `harshness ${harshness}${isLagging ? ", indexes lag by hours" : ""}${isOld ? ", functions are old at first" : ""}`,
    ...steps.map(({ op, wait }) => {
      time += wait;
      const name = op.kind === "post" ? ` a${posts++}` : "";
      return `${String(time).padStart(7)} ms  ${op.kind}${name}${detailsOf(op)}`;
    }),
  ];
}

const detailsOf = (op: Op): string =>
  Object.entries(op)
    .filter(([name, value]) => name !== "kind" && value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? `, ${name}` : ` ${name}=${String(value)}`))
    .join("");
