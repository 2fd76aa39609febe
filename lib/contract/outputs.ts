/** `path` is dotted (`target.id`), `message` says the rule. */

/** The one error type. `message` is shown to the caller, so it never holds internals. */
export const URL_OUTPUT = "ApiUrl";
/** A 400 that names one field. */
export const CANARY_OUTPUT = "CanaryFunction";
export const TABLE_OUTPUT = "TableName";
/** Live keys that one owner may have. */
export const KEPT_TABLE_OUTPUT = "KeptTableName";
/** An unused key ends after this time. */
export const DOMAIN_TARGET_OUTPUT = "DomainTarget";
