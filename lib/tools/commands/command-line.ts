import { type ParseArgsConfig, parseArgs } from "node:util";
import { fit } from "./fit.ts";

/** Makes what ends a command that was called wrongly: says why, and how it is called. */
export const refuser =
  (help: string) =>
  (message: string): never => {
    console.error(`${message}\n\n${fit(help)}`);
    process.exit(2);
  };

/**
 * The options and words that a command was called with. Ends with its help where that is asked for, or where
 * one is unknown.
 */
export function commandLine<const T extends ParseArgsConfig>(
  help: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  const options = { ...config.options, help: { type: "boolean", short: "h" } } as const;
  let found;
  try {
    found = parseArgs({ ...config, options });
  } catch (error) {
    return refuser(help)((error as Error).message);
  }
  if ((found.values as { readonly help?: boolean }).help === true) {
    console.log(fit(help));
    process.exit(0);
  }
  return found as ReturnType<typeof parseArgs<T>>;
}
