import type { Client } from "../../lib/client/client.ts";
import { useRequest } from "../use-request.ts";

/** What is offered where nothing has happened yet. */
const COMMON = [
  "pushed",
  "created",
  "released",
  "starred",
  "opened",
  "closed",
  "merged",
  "commented on",
  "reviewed",
  "joined",
];
/** Actions that are looked at for their verbs, of one's own and of everybody's. */
const LOOKED_AT = 50;

/** Verbs to choose from: one's own first, then what is going on, then common ones. */
export function useVerbs(client: Client, me: string | undefined): readonly string[] {
  const { value = [] } = useRequest(
    async (signal) => {
      const [own, all] = await Promise.allSettled([
        me === undefined
          ? undefined
          : client.activity(me, { role: "actor", limit: LOOKED_AT }, { signal }).page(),
        client.actions({ limit: LOOKED_AT }, { signal }).page(),
      ]);
      // Without them there are the common ones.
      return [own, all].flatMap((read) => (read.status === "fulfilled" ? (read.value?.results ?? []) : []));
    },
    [client, me],
  );
  const verbs = value.map(({ verb }) => verb).filter((verb) => !/^(started|stopped) /.test(verb));
  return [...new Set([...verbs, ...COMMON])];
}
