import { valueOf } from "./arguments.ts";

export interface Account {
  readonly profile?: string;
  readonly region?: string;
  readonly toolkit: string;
}

export function accountOf(args: readonly string[]): Account {
  const profile = valueOf(args, "--profile");
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const region = AWS_REGION ?? AWS_DEFAULT_REGION;
  return {
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    toolkit: valueOf(args, "--toolkit-stack-name") ?? "CDKToolkit",
  };
}
