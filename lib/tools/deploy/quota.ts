import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Account } from "./account.ts";

export async function concurrencyQuota(account: Account): Promise<number | undefined> {
  const client = new LambdaClient(account);
  try {
    const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
    return AccountLimit?.ConcurrentExecutions;
  } finally {
    client.destroy();
  }
}

export const fewAtOnce = (
  quota: number,
): string => `This account runs ${quota} functions at once, of all that are in it. So those behind the stream and the
queues get at most a tenth of that, and large deliveries take longer. For more:
Service Quotas, AWS Lambda, "Concurrent executions"; then deploy again.`;
