import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Suppresses a rule of cdk-nag for a construct and its children, with the reason. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}
