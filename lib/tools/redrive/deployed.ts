import { readFileSync } from "node:fs";
import { FAILURE_QUEUES_OUTPUT, type Redrive } from "../../contract/redrive.ts";

export function deployedQueues(outputsFile: string): Redrive[] {
  const stacks = JSON.parse(readFileSync(outputsFile, "utf8")) as Record<string, Record<string, string>>;
  const [text] = Object.values(stacks).flatMap((outputs) => outputs[FAILURE_QUEUES_OUTPUT] ?? []);
  if (text === undefined)
    throw new Error(`${outputsFile} has no output ${FAILURE_QUEUES_OUTPUT}; deploy again.`);
  return JSON.parse(text) as Redrive[];
}

export const regionOf = (queueUrl: string): string =>
  /^https:\/\/sqs\.([a-z0-9-]+)\./.exec(queueUrl)?.[1] ?? "us-east-1";
