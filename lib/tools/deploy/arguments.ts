import { readFileSync } from "node:fs";

export function valueOf(args: readonly string[], option: string): string | undefined {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  return args[at]?.includes("=") === true ? args[at].slice(option.length + 1) : args[at + 1 || args.length];
}

export const settingIn = (args: readonly string[], name: string): string | undefined =>
  args
    .map((arg) => new RegExp(`^(?:--context=|-c=?)?${name}=(.+)$`).exec(arg)?.[1])
    .filter((value) => value !== undefined)
    .at(-1);

export function contextOf(args: readonly string[], name: string): string | undefined {
  const { context } = JSON.parse(readFileSync("cdk.json", "utf8")) as { context: Record<string, unknown> };
  const standing = context[name];
  return (
    settingIn(args, name) ??
    (standing === undefined ? undefined : String(standing as string | number | boolean))
  );
}

export const stageOf = (args: readonly string[]): string => contextOf(args, "stage") ?? "dev";

export function without(args: readonly string[], option: string): string[] {
  const at = args.indexOf(option);
  const rest = at === -1 ? args : args.toSpliced(at, 2);
  return rest.filter((arg) => !arg.startsWith(`${option}=`));
}
