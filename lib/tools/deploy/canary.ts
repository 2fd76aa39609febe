import { setTimeout as sleep } from "node:timers/promises";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Account } from "./account.ts";

const CALL_SECONDS = 45;
const PAUSE_SECONDS = 3;

interface Sighting {
  readonly ok?: boolean;
  readonly missing?: readonly string[];
  readonly errorMessage?: string;
}

interface Options {
  readonly seconds: number;
  readonly print: (line: string) => void;
}

export async function canaryPasses(
  account: Account,
  name: string,
  { seconds, print }: Options,
): Promise<boolean> {
  const client = new LambdaClient({ ...account, maxAttempts: 1 });
  const end = Date.now() + seconds * 1000;
  const left = () => Math.floor((end - Date.now()) / 1000);
  try {
    while (left() > 0) {
      const { ok, missing, errorMessage } = await release(client, name, Math.min(CALL_SECONDS, left()));
      if (ok === true) return true;
      const seen =
        missing === undefined
          ? (errorMessage ?? "the canary does not answer")
          : `not seen: ${missing.join(", ")}`;
      print(`  ${seen} (${Math.max(0, left())} seconds left)`);
      await sleep(PAUSE_SECONDS * 1000);
    }
    return false;
  } finally {
    client.destroy();
  }
}

async function release(client: LambdaClient, FunctionName: string, within: number): Promise<Sighting> {
  try {
    const { Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify({ within }) }),
    );
    return JSON.parse(Payload?.transformToString() ?? "{}") as Sighting;
  } catch (error) {
    return { errorMessage: (error as Error).message };
  }
}
