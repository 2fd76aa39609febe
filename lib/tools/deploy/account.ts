import { valueOf } from "./arguments.ts";

/** The account and region that AWS clients use: those of the CDK's command. */
export interface Account {
  readonly profile?: string;
  readonly region?: string;
  /** The stack of `cdk bootstrap`. */
  readonly toolkit: string;
}

/** From a command's arguments and the environment. */
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
