import { startDynamoDB } from "../../local/dynamodb.ts";
import { tableDefinition } from "../../local/table-definition.ts";
import { ensureTable, localClient, withoutStream } from "../../local/tables.ts";
import { openTable } from "../../table/table.ts";
import type { Cost, Growth, Scenario, Units } from "./cost.ts";
import { metered } from "./meter.ts";
import { World } from "./world.ts";

export type NewWorld = () => Promise<World>;

export async function withWorlds<T>(work: (newWorld: NewWorld) => Promise<T>): Promise<T> {
  const database = await startDynamoDB();
  const client = localClient(database.endpoint);
  const definition = withoutStream(tableDefinition());
  let worlds = 0;
  const newWorld = async () => {
    const name = `World${worlds++}`;
    await ensureTable(client, name, definition);
    return new World(metered(openTable(name, client)));
  };
  try {
    return await work(newWorld);
  } finally {
    client.destroy();
    await database.stop();
  }
}

export async function measureAll(
  newWorld: NewWorld,
  scenarios: readonly Scenario[],
  onStep: (step: string) => void,
): Promise<[Scenario, Cost][]> {
  const measured: [Scenario, Cost][] = [];
  for (const scenario of scenarios) {
    onStep(scenario.operation);
    measured.push([scenario, await scenario.measure(await newWorld())]);
  }
  return measured;
}

export async function measureGrowths(
  newWorld: NewWorld,
  growths: readonly Growth[],
  onStep: (step: string) => void,
): Promise<[Growth, Units, Units][]> {
  const measured: [Growth, Units, Units][] = [];
  for (const growth of growths) {
    const [small, large] = growth.sizes;
    onStep(`${growth.operation} with ${small} and ${large} ${growth.of}`);
    measured.push([
      growth,
      await growth.measure(await newWorld(), small),
      await growth.measure(await newWorld(), large),
    ]);
  }
  return measured;
}

export const unitsIn = (measured: readonly (readonly [Scenario, Cost])[]): ReadonlyMap<string, Cost> =>
  new Map(measured.map(([{ operation }, cost]) => [operation, cost]));
