/** Names of the environment variables that infrastructure sets and functions read. */
export const VARIABLE = {
  tableName: "TABLE_NAME",
  /** Issuer, audience and key-set URL of the OIDC provider whose tokens name users. All three or none. */
  jwtIssuer: "JWT_ISSUER",
  jwtAudience: "JWT_AUDIENCE",
  jwksUrl: "JWKS_URL",
  logLevel: "POWERTOOLS_LOG_LEVEL",
  serviceName: "POWERTOOLS_SERVICE_NAME",
} as const;
