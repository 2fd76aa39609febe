/**
 * How clients of AWS wait, which is for ever unless they are told. A function's three attempts end within ten
 * seconds, half of what a request has; a healthy call takes milliseconds.
 */
export const IN_FUNCTIONS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

/** Commands have time, and lines that are slow. */
export const IN_COMMANDS = {
  maxAttempts: 10,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};
