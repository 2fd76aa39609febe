import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { CANARY_SOURCE, EVENT_SOURCE } from "../../lib/contract/events.ts";

const NAME = "stories";

/** Sends all events of a bus to a queue of the test's own. @returns its URL */
export async function listenToBus(EventBusName: string): Promise<string> {
  const [queues, events] = [new SQSClient({ useQueueUrlAsEndpoint: false }), new EventBridgeClient({})];
  const { QueueUrl = "" } = await queues.send(new CreateQueueCommand({ QueueName: NAME }));
  const { Attributes } = await queues.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  const EventPattern = JSON.stringify({ source: [EVENT_SOURCE, CANARY_SOURCE] });
  await events.send(new PutRuleCommand({ Name: NAME, EventBusName, EventPattern }));
  const Targets = [{ Id: NAME, Arn: Attributes?.["QueueArn"] }];
  await events.send(new PutTargetsCommand({ Rule: NAME, EventBusName, Targets }));
  return QueueUrl;
}

/** Takes the rule away again: a bus on which somebody else has rules is not deleted. */
export async function stopListening(EventBusName: string): Promise<void> {
  const events = new EventBridgeClient({});
  await events.send(new RemoveTargetsCommand({ Rule: NAME, EventBusName, Ids: [NAME] }));
  await events.send(new DeleteRuleCommand({ Name: NAME, EventBusName }));
}
