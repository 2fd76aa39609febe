import { sampleActions } from "../import/sample.ts";
import { localCredentials, localToken } from "../../local/credentials.ts";

export interface Person {
  readonly id: string;
  readonly token: string;
  readonly deeds: readonly object[];
}

export async function busiest(count: number): Promise<Person[]> {
  const deeds = new Map<string, object[]>();
  for (const { actor, verb, target, description } of await sampleActions()) {
    const all = deeds.get(actor.id) ?? [];
    all.push({ verb, target: `repository:${target.id}`, description });
    deeds.set(actor.id, all);
  }
  const credentials = await localCredentials();
  const most = [...deeds].sort(([, a], [, b]) => b.length - a.length).slice(0, count);
  return Promise.all(
    most.map(async ([id, done]) => ({ id, token: await localToken(credentials, id), deeds: done })),
  );
}
