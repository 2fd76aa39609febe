import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Account } from "./account.ts";

export async function templateOf(account: Account, StackName: string): Promise<string | undefined> {
  const client = new CloudFormationClient(account);
  try {
    const { TemplateBody } = await client.send(
      new GetTemplateCommand({ StackName, TemplateStage: "Original" }),
    );
    return TemplateBody;
  } catch (error) {
    if ((error as Error).name === "ValidationError") return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

export async function outputsIn(
  account: Account,
  StackName: string,
): Promise<Readonly<Record<string, string>>> {
  const client = new CloudFormationClient(account);
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return Object.fromEntries(
      outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
    );
  } finally {
    client.destroy();
  }
}

async function placeOf(
  account: Account,
  stack: string,
): Promise<{ readonly Bucket: string; readonly Key: string }> {
  const { BucketName } = await outputsIn(account, account.toolkit);
  if (BucketName === undefined)
    throw new Error(`The stack ${account.toolkit} names no bucket: npx cdk bootstrap`);
  return { Bucket: BucketName, Key: `tributary/${stack}.former.json` };
}

export async function keepFormer(account: Account, stack: string, template: string): Promise<void> {
  const client = new S3Client(account);
  await client.send(new PutObjectCommand({ ...(await placeOf(account, stack)), Body: template }));
  client.destroy();
}

export async function formerTemplate(account: Account, stack: string): Promise<string | undefined> {
  const client = new S3Client(account);
  try {
    const { Body } = await client.send(new GetObjectCommand(await placeOf(account, stack)));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

export async function forgetFormer(account: Account, stack: string): Promise<void> {
  const client = new S3Client(account);
  await client.send(new DeleteObjectCommand(await placeOf(account, stack)));
  client.destroy();
}
