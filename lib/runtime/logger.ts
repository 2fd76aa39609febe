import { Logger } from "@aws-lambda-powertools/logger";

/** Configured by the function's environment. */
export const logger = new Logger();
