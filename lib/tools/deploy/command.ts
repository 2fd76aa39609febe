import { fit } from "../commands/fit.ts";

/** Prints help on request, and errors as a sentence. What only the command needs is loaded late. */
export async function onStage(
  help: string,
  run: (args: readonly string[]) => Promise<number>,
): Promise<never> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(fit(help));
    process.exit(0);
  }
  const { noCredentials } = await import("./cdk.ts");
  const reason = await noCredentials(args);
  if (reason !== undefined) {
    console.error(reason);
    process.exit(1);
  }
  try {
    process.exit(await run(args));
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

export const say = (text: string): void => console.error(`\n${text}`);
