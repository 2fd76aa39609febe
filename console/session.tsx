import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { Client } from "../lib/client/client.ts";
import type { Route } from "./route.ts";
import { mintToken, subjectOf } from "./tokens.ts";

const USER = "tributary-user";
const TOKEN = "tributary-token";

/** Who reads and acts. */
export interface Session {
  readonly client: Client;
  /** `user:alice`; nothing for a service, or while nobody has said who he is. */
  readonly me: string | undefined;
  readonly hasToken: boolean;
  /** On his own machine one may be anybody. */
  readonly isLocal: boolean;
  /** Acts as a user from now on: on one's own machine alone. */
  become(userId: string): void;
  /** Acts with this token from now on, until the tab is closed. */
  use(token: string): void;
}

const context = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(context);
  if (session === undefined) throw new Error("there is a session around every part of the console");
  return session;
}

interface Props {
  /** What is shown first: whoever opens the feed of a user on his own machine is that user. */
  readonly route: Route;
  readonly children: ComponentChildren;
}

export function SessionProvider({ route, children }: Props) {
  const isLocal = document.querySelector("meta[name=tributary-tokens]")?.getAttribute("content") === "minted";
  const [userId, setUserId] = useState(() => firstUser(route));
  const [pasted, setPasted] = useState(() => sessionStorage.getItem(TOKEN) ?? "");
  const session = useMemo((): Session => {
    const name = isLocal && pasted === "" ? userId : subjectOf(pasted);
    const token = isLocal && pasted === "" ? () => mintToken(userId) : pasted;
    return {
      client: new Client({ url: location.origin, token, retries: 2 }),
      me: name === undefined ? undefined : `user:${name}`,
      hasToken: isLocal || pasted !== "",
      isLocal,
      become(id) {
        localStorage.setItem(USER, id);
        sessionStorage.removeItem(TOKEN);
        setPasted("");
        setUserId(id);
      },
      use(next) {
        sessionStorage.setItem(TOKEN, next);
        setPasted(next);
      },
    };
  }, [isLocal, userId, pasted]);
  return <context.Provider value={session}>{children}</context.Provider>;
}

function firstUser({ view, subject }: Route): string {
  if (view === "feed" && subject.startsWith("user:")) return subject.slice("user:".length);
  return localStorage.getItem(USER) ?? "alice";
}
