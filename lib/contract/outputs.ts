/** Outputs of the stacks that commands read (`cdk.out/outputs.json`). */

/** Where the API answers, with a slash at its end. */
export const URL_OUTPUT = "ApiUrl";
/** The name of the function that says whether what is posted arrives. */
export const CANARY_OUTPUT = "CanaryFunction";
export const TABLE_OUTPUT = "TableName";
/** The table that `npm run destroy` leaves; absent where none is left. */
export const KEPT_TABLE_OUTPUT = "KeptTableName";
/** Where one's own name must point to, where no Route 53 zone was given. */
export const DOMAIN_TARGET_OUTPUT = "DomainTarget";
