export const URL_OUTPUT = "ApiUrl";
export const CANARY_OUTPUT = "CanaryFunction";
export const TABLE_OUTPUT = "TableName";
/** The table that `npm run destroy` keeps; absent if none is left. */
export const KEPT_TABLE_OUTPUT = "KeptTableName";
/** What a custom domain must point to if there is no Route 53 zone. */
export const DOMAIN_TARGET_OUTPUT = "DomainTarget";
