import { type ParseArgsConfig, parseArgs } from "node:util";
import { fit } from "./fit.ts";

/** Returns a function that reports a wrong call with the usage, and ends the command. */
export const refuser =
  (help: string) =>
  (message: string): never => {
    console.error(`${message}\n\n${fit(help)}`);
    process.exit(2);
  };

/** Parses options and words. Prints the help and ends where that is wanted; refuses unknown options. */
export function commandLine<const T extends ParseArgsConfig>(
  help: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  const options = { ...config.options, help: { type: "boolean", short: "h" } } as const;
  let found;
  try {
    found = parseArgs({ ...config, options });
  } catch (error) {
    return refuser(help)((error as Error).message.replace(/\. To specify a positional [^]*/, ""));
  }
  if ((found.values as { readonly help?: boolean }).help === true) {
    console.log(fit(help));
    process.exit(0);
  }
  // Of a variable that is not set: an empty DIR would be this folder.
  for (const [name, value] of Object.entries(found.values))
    if (value === "") refuser(help)(`--${name} is empty: give it a value, or leave it out.`);
  return found as ReturnType<typeof parseArgs<T>>;
}
