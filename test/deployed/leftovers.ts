import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, ListEventBusesCommand } from "@aws-sdk/client-eventbridge";
import { LambdaClient, ListEventSourceMappingsCommand, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ask, askLogs } from "./ask.ts";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";

/** All that is in the account, by kind, but for the roles of `cdk bootstrap` and the test's own queue. */
export async function leftovers(ownQueue: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const lambda = new LambdaClient({});
  const { Stacks = [] } = await new CloudFormationClient({}).send(new DescribeStacksCommand({}));
  const { TableNames = [] } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
  const { QueueUrls = [] } = await new SQSClient({}).send(new ListQueuesCommand({}));
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  const { EventBuses = [] } = await new EventBridgeClient({}).send(new ListEventBusesCommand({}));
  const { logGroups = [] } = await askLogs("DescribeLogGroups");
  const roles = await ask("iam", "/", {
    method: "POST",
    body: "Action=ListRoles&Version=2010-05-08",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  const { items } = JSON.parse(await ask("apigateway", "/v2/apis")) as { items: { name: string }[] };
  return {
    stacks: Stacks.map(({ StackName = "" }) => StackName),
    tables: TableNames,
    queues: QueueUrls.filter((url) => url !== ownQueue),
    functions: Functions.map(({ FunctionName = "" }) => FunctionName),
    mappings: EventSourceMappings.map(({ UUID = "" }) => UUID),
    buses: EventBuses.map(({ Name = "" }) => Name),
    logs: logGroups.map(({ logGroupName }) => logGroupName),
    apis: items.map(({ name }) => name),
    roles: [...roles.matchAll(/<RoleName>([^<]+)</g)]
      .map(([, name = ""]) => name)
      .filter((name) => !name.startsWith("cdk-")),
  };
}
