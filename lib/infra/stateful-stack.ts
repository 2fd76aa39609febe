import { CfnOutput, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { KEPT_TABLE_OUTPUT } from "../contract/outputs.ts";
import { INDEXES, PARTITION_KEY, SORT_KEY, TTL_ATTRIBUTE } from "../contract/table.ts";

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

export class StatefulStack extends Stack {
  readonly table: dynamodb.TableV2;

  constructor(
    scope: Construct,
    id: string,
    { keepData, ...props }: StackProps & { readonly keepData: boolean },
  ) {
    super(scope, id, props);
    this.table = new dynamodb.TableV2(this, "Table", {
      partitionKey: text(PARTITION_KEY),
      sortKey: text(SORT_KEY),
      globalSecondaryIndexes: Object.values(INDEXES).map(({ name, partition, sort, ...index }) => ({
        indexName: name,
        partitionKey: text(partition),
        sortKey: text(sort),
        ...("only" in index && {
          projectionType: dynamodb.ProjectionType.INCLUDE,
          nonKeyAttributes: [...index.only],
        }),
      })),
      timeToLiveAttribute: TTL_ATTRIBUTE,
      dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      billing: dynamodb.Billing.onDemand(),
      // DynamoDB's own key is free, and functions need no permission for it.
      encryption: dynamodb.TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    if (keepData) new CfnOutput(this, KEPT_TABLE_OUTPUT, { value: this.table.tableName });
  }
}
