import { RemovalPolicy, Stack } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as sns from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

/** Tells somebody by e-mail, once the address is confirmed, that an alarm rings or has ended. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id);
    // CloudWatch cannot use the key that SNS has of its own, so that this costs a key: $1 a month.
    const key = new kms.Key(this, "Key", {
      enableKeyRotation: true,
      description: "Tributary: alarms",
      // The standard keeps it, and its price, for good.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new sns.Topic(this, "Topic", { masterKey: key, enforceSSL: true });
    const conditions = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    const principals = [new iam.ServicePrincipal("cloudwatch.amazonaws.com")];
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals,
        actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
        resources: ["*"],
        conditions,
      }),
    );
    // A topic with a policy of its own has lost the one that would let the account's alarms in.
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals,
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
    this.topic.addSubscription(new EmailSubscription(email));
  }
}
