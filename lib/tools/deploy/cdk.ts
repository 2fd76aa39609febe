import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { valueOf } from "./arguments.ts";

const CDK = createRequire(import.meta.url).resolve("aws-cdk/bin/cdk");

export async function cdk(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [CDK, ...args], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

/** Why an AWS account cannot be used from here, and what to do; `undefined` if it can. */
export async function noCredentials(args: readonly string[]): Promise<string | undefined> {
  const profile = valueOf(args, "--profile");
  const client = new DynamoDBClient({ region: "us-east-1", ...(profile !== undefined && { profile }) });
  try {
    await client.config.credentials();
    return undefined;
  } catch (error) {
    return `No AWS credentials were found (${(error as Error).message}). Sign in, for example with \`aws sso login\`, or set AWS_PROFILE.`;
  } finally {
    client.destroy();
  }
}
