/**
 * Time-outs of AWS clients, which by default wait for ever. A function's three attempts end within ten
 * seconds, half of a request's time; a healthy call takes milliseconds.
 */
export const IN_FUNCTIONS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

/** Commands may take longer, on slow connections. */
export const IN_COMMANDS = {
  maxAttempts: 10,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};
