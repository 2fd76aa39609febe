import { useEffect, useState } from "preact/hooks";
import type { Client } from "../lib/client/client.ts";
import type { ShownEntity } from "../lib/client/types.ts";

/** Milliseconds without a key before anything is asked. */
const PAUSE = 150;
/** What is looked through while nobody has said a type. */
const COMMON = ["user", "repository"];
const MOST = 8;

/** Entities whose name or id begins as somebody writes: `user:an`, or `an` alone. */
export function useSuggestions(client: Client, text: string): readonly ShownEntity[] {
  const [found, setFound] = useState<readonly ShownEntity[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void find(client, text, controller.signal).then((next) => controller.signal.aborted || setFound(next));
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, text]);
  return found;
}

async function find(client: Client, text: string, signal: AbortSignal): Promise<readonly ShownEntity[]> {
  const { types, prefix } = wantedOf(text);
  if (prefix === "") return [];
  const query = { prefix, limit: MOST };
  const lists = await Promise.allSettled(types.map((type) => client.find(type, query, { signal })));
  // What is half written may be no type, and nobody need hear of that.
  return lists.flatMap((list) => (list.status === "fulfilled" ? list.value : []));
}

/** What to look for, and among what. */
export function wantedOf(text: string): { readonly types: readonly string[]; readonly prefix: string } {
  const [type = "", ...rest] = text.split(":");
  const prefix = [...(rest.length === 0 ? type : rest.join(":")).trim()].slice(0, 64).join("");
  return { types: rest.length === 0 ? COMMON : [type.trim()].filter((one) => one !== ""), prefix };
}
