import { valueOf } from "./arguments.ts";

/** How AWS clients find the account and region that the CDK's command would use. */
export interface Account {
  readonly profile?: string;
  readonly region?: string;
  /** The stack of `cdk bootstrap`. */
  readonly toolkit: string;
}

/** The account that a command's arguments and the environment name. */
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
