/**
 * What services answer for which we have no client; the emulator sees by the signature's scope which one is
 * meant.
 */
export async function ask(
  service: string,
  path: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const answer = await fetch(`${process.env["AWS_ENDPOINT_URL"]}${path}`, {
    ...init,
    headers: { authorization, ...init.headers },
  });
  if (!answer.ok) throw new Error(`${service} answers ${answer.status}: ${await answer.text()}`);
  return await answer.text();
}

interface Logs {
  readonly logGroups?: readonly { readonly logGroupName: string }[];
  readonly events?: readonly { readonly message: string }[];
}

export const askLogs = async (operation: string, input: object = {}): Promise<Logs> =>
  JSON.parse(
    await ask("logs", "/", {
      method: "POST",
      body: JSON.stringify(input),
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Logs_20140328.${operation}` },
    }),
  ) as Logs;

/** What functions have logged as errors, and how they have crashed. */
export async function errorsLogged(): Promise<string[]> {
  const { logGroups = [] } = await askLogs("DescribeLogGroups");
  const logs = await Promise.all(
    logGroups.map(({ logGroupName }) => askLogs("FilterLogEvents", { logGroupName })),
  );
  return logs
    .flatMap(({ events = [] }) => events.map(({ message }) => message))
    .filter((line) => /error/i.test(line));
}
