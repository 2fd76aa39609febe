import { Logger } from "@aws-lambda-powertools/logger";

/** The log of a function, named and filtered by its environment. */
export const logger = new Logger();
