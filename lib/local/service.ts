import type { RequestListener } from "node:http";
import { FAILURE_QUEUES_OUTPUT, type Redrive } from "../contract/redrive.ts";
import type { Settings } from "../infra/settings.ts";
import { suppressUnhandled } from "../domain/merge.ts";
import { putApiKey } from "../store/access/api-keys.ts";
import type { Table } from "../table/table.ts";
import { ACCOUNT, Assembly, REGION, type Resource } from "./assembly.ts";
import { useBundles } from "./bundles-in-use.ts";
import { checkpointsIn } from "./checkpoints.ts";
import { type SampleLoaded, consolePage } from "./console.ts";
import { localCredentials, publicKeySet } from "./credentials.ts";
import { prepareFolder } from "./data-folder.ts";
import { type LocalDynamoDB, UserFacingError, startDynamoDB } from "./dynamodb.ts";
import { type BusEvent, startEventBus } from "./event-bus.ts";
import { Functions } from "./functions.ts";
import { OWN_PAGES } from "./cors.ts";
import { Gateway } from "./gateway.ts";
import { startHarshDatabase } from "./harsh-database.ts";
import { HARSH, KIND } from "./harshness.ts";
import { lockFolder } from "./folder-lock.ts";
import { type HttpServer, listen } from "./http-server.ts";
import { type Switch, startMappings } from "./mappings.ts";
import { referencePage } from "./reference-page.ts";
import { createQueues, startQueues } from "./queues.ts";
import { localTemplates } from "./synthesis.ts";
import { OtherIndexesError, ensureTable, keysOf, localClient, runningTable } from "./tables.ts";

export interface Options {
  readonly port: number;
  readonly dataFolder?: string | undefined;
  /** A database that runs already, instead of one of its own. */
  readonly dynamodbEndpoint?: string | undefined;
  readonly settings?: Partial<Settings> | undefined;
  /** Most milliseconds between attempts at a change record; Lambda's is long for tests. */
  readonly longestRetryDelay?: number | undefined;
  /** Most seconds until a message of an interrupted call comes again. */
  readonly longestVisibility?: number | undefined;
  readonly isolated?: boolean | undefined;
  /** Injects faults: throttled calls, late and repeated records, recycled processes. */
  readonly harsh?: boolean | undefined;
  readonly processes?: number | undefined;
  onStep(step: string): void;
  onEvent?(event: BusEvent): void;
  onLog?(text: string): void;
  /** Progress of loading the sample, for the console. */
  sampleLoaded?(): SampleLoaded | undefined;
  /** Called when the database has ended by itself: nothing works any more. */
  onDeath?(): void;
}

export interface LocalService {
  readonly url: string;
  readonly dynamodbEndpoint: string;
  readonly table: Table;
  /** False if data of an earlier run was found. */
  readonly isNew: boolean;
  readonly sqsEndpoint: string;
  readonly failureQueues: readonly Redrive[];
  readonly mappings: readonly Switch[];
  /** Calls a function by the name of its file, as AWS's `Invoke` does. @throws the function's error */
  invoke(name: string, event: unknown): Promise<unknown>;
  heaps(): Promise<number[]>;
  stop(): Promise<void>;
}

/** Runs the synthesised template on this machine. @throws UserFacingError for what somebody can fix */
export async function startService({
  port,
  dataFolder,
  dynamodbEndpoint,
  settings,
  longestRetryDelay,
  longestVisibility,
  isolated,
  harsh = false,
  processes,
  onStep,
  onEvent,
  onLog,
  onDeath,
  sampleLoaded,
}: Options): Promise<LocalService> {
  const harshness = harsh ? HARSH : KIND;
  const stops: (() => Promise<void> | void)[] = [];
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    let handle: RequestListener = (_request, response) =>
      response.writeHead(503, { "retry-after": "1" }).end();
    const server = await claim(port, (request, response) => handle(request, response));
    stops.push(server.stop);
    if (dataFolder !== undefined) {
      prepareFolder(dataFolder);
      stops.push(lockFolder(dataFolder));
    }
    onStep("starting DynamoDB, bundling the functions, synthesising the template");
    // Child processes start first; awaiting it still throws.
    const database = suppressUnhandled(databaseAt(dynamodbEndpoint, dataFolder));
    stops.push(async () => (await database.catch(() => undefined))?.stop());
    const credentials = await localCredentials();
    const keys = await listen(0, (_request, response) =>
      response.end(JSON.stringify(publicKeySet(credentials))),
    );
    stops.push(keys.stop);
    const bundles = useBundles(settings?.console === true);
    stops.push(bundles.release);
    const templates = await localTemplates({ ...settings }, keys.port);
    const queues = await startQueues(dataFolder).catch((error: Error) => giveUp(dataFolder, error));
    stops.push(queues.stop);
    const { endpoint, ended } = await database;
    void ended?.then(() => isStopping || onDeath?.());

    onStep("creating what the template defines");
    const url = `http://127.0.0.1:${server.port}`;
    const suffix = dynamodbEndpoint === undefined ? "" : `-${process.pid}-${server.port}`;
    const streams = new Map<string, string>();
    const assembly = new Assembly(templates, (resource, attribute) =>
      physical(resource, attribute, { suffix, streams, url, queueUrl: queues.urlOf }),
    );
    const client = localClient(endpoint);
    stops.push(() => client.destroy());
    let isNew = true;
    let tableName = "";
    let tableKeys: readonly string[] = [];
    for (const { id, properties } of assembly.ofType("AWS::DynamoDB::GlobalTable")) {
      tableName = `${id}${suffix}`;
      const { streamArn, made } = await ensureTable(client, tableName, properties).catch((error: Error) =>
        giveUp(dataFolder, error),
      );
      streams.set(id, streamArn);
      tableKeys = keysOf(properties);
      isNew &&= made;
    }
    await createQueues(queues, assembly, longestVisibility);
    const bus = await startEventBus(assembly, queues, onEvent ?? (() => undefined));
    stops.push(bus.stop);
    const table = runningTable({ dynamodbEndpoint: endpoint, tableName });
    await putApiKey(table, credentials.serviceKey, { name: "local", scopes: ["read", "write"] });

    const harshDatabase = harsh ? await startHarshDatabase(endpoint, tableKeys, harshness) : undefined;
    if (harshDatabase !== undefined) stops.push(harshDatabase.stop);
    const endpoints = {
      AWS_ENDPOINT_URL_DYNAMODB: harshDatabase?.endpoint ?? endpoint,
      AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoint,
      AWS_ENDPOINT_URL_SQS: queues.endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    };
    const functions = new Functions({
      assembly,
      bundles: bundles.folder,
      endpoints,
      isolated,
      processes,
      onLog,
      recycles: () => harshness.recycles(),
    });
    stops.push(() => functions.stop());
    const checkpoints = (mapping: string) => checkpointsIn(dataFolder, mapping);
    const mappings = startMappings({
      ...{ assembly, functions, dynamodbEndpoint: endpoint },
      ...{ queues, checkpoints, longestRetryDelay, harshness },
    });
    stops.push(mappings.stop);
    const invoke = async (name: string, event: unknown) =>
      functions.invoke(assembly.functionNamed(name), event);
    const gateway = new Gateway(assembly, (target, event) => functions.invoke(target, event), {
      ownPages: OWN_PAGES,
    });
    // A template with the console serves it itself, with its sign-in.
    const page = settings?.console === true ? () => false : consolePage(sampleLoaded);
    const reference = referencePage();
    handle = (request, response) =>
      page(request, response) ||
      reference(request, response) ||
      void gateway.handle(request, response).catch(() => response.destroy());
    const failureQueues = JSON.parse(assembly.output(FAILURE_QUEUES_OUTPUT)) as Redrive[];
    const heaps = () => functions.heaps();
    return {
      ...{
        url,
        dynamodbEndpoint: endpoint,
        table,
        isNew,
        sqsEndpoint: queues.endpoint,
        failureQueues,
        invoke,
        heaps,
        stop,
      },
      mappings: mappings.switches,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const databaseAt = async (
  endpoint: string | undefined,
  folder: string | undefined,
): Promise<Pick<LocalDynamoDB, "endpoint" | "stop"> & Partial<LocalDynamoDB>> =>
  endpoint === undefined ? startDynamoDB(folder) : { endpoint, stop: () => Promise.resolve() };

function giveUp(dataFolder: string | undefined, cause: Error): never {
  if (dataFolder === undefined) throw cause;
  throw new UserFacingError(
    cause instanceof OtherIndexesError
      ? `The data in ${dataFolder} are of another version (${cause.message}): use that version, or choose another folder with --data.`
      : `The database in ${dataFolder} cannot be used (${cause.message}): put a copy back, move it away to start empty, or choose another folder with --data.`,
    { cause },
  );
}

async function claim(port: number, handle: RequestListener): Promise<HttpServer> {
  try {
    return await listen(port, handle);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const choose = "choose a port: PORT=3001 npm start (PORT=0 picks one).";
    if (code === "EADDRINUSE")
      throw new UserFacingError(
        `Port ${port} is taken, perhaps by another \`npm start\`: stop that one, or ${choose}`,
      );
    if (code === "EACCES") throw new UserFacingError(`Port ${port} is for administrators alone: ${choose}`);
    throw error;
  }
}

interface Names {
  readonly suffix: string;
  readonly streams: ReadonlyMap<string, string>;
  readonly url: string;
  queueUrl(queue: string): string;
}

/** Names of resources here: tables have their logical ids, functions and queues ARNs that end in theirs. */
function physical(
  { type, id }: Resource,
  attribute: string | undefined,
  { suffix, streams, url, queueUrl }: Names,
): string {
  if (type === "AWS::SQS::Queue" && attribute === undefined) return queueUrl(id);
  if (type === "AWS::ApiGatewayV2::Api" && attribute === "ApiEndpoint") return url;
  if (type === "AWS::DynamoDB::GlobalTable") {
    if (attribute === "StreamArn") return streams.get(id) ?? "";
    return attribute === "Arn"
      ? `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${id}${suffix}`
      : `${id}${suffix}`;
  }
  const service = { "AWS::Lambda::Function": "lambda", "AWS::SQS::Queue": "sqs" }[type];
  if (attribute !== "Arn" || service === undefined) return id;
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${service === "lambda" ? "function:" : ""}${id}`;
}
