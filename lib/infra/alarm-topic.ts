import { RemovalPolicy, Stack } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as sns from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id);
    // CloudWatch cannot use SNS's own key, so this needs one: $1 a month.
    const key = new kms.Key(this, "Key", {
      enableKeyRotation: true,
      description: "Tributary: alarms",
      // By default the key, and its price, would stay for good.
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
    // A topic with a policy of its own loses the default statement that lets the account's alarms publish.
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
