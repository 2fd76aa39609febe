/** By default AWS clients wait for ever. Three attempts end within ten seconds, half of a request's time. */
export const IN_FUNCTIONS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

export const IN_COMMANDS = {
  maxAttempts: 10,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};
