import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { SeeingClient } from "../lib/client/seeing-client.ts";
import { door } from "./door.ts";
import type { Route } from "./route.ts";
import { mintToken, subjectOf } from "./tokens.ts";

const USER = "tributary-user";
const TOKEN = "tributary-token";

/** Who reads and acts. */
export interface Session {
  readonly client: SeeingClient;
  /** `user:alice`; nothing for a service, or while nobody has said who they are. */
  readonly me: string | undefined;
  readonly hasToken: boolean;
  /** On one's own machine one may be anybody. */
  readonly isLocal: boolean;
  /** Acts as a user from now on: on one's own machine alone. */
  become(userId: string): void;
  /** Acts with this token from now on, until the tab is closed. */
  use(token: string): void;
  /** Forgets who has signed in. */
  leave(): void;
}

const context = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(context);
  if (session === undefined) throw new Error("there is a session around every part of the console");
  return session;
}

interface Props {
  /** What is shown first: whoever opens the feed of a user on their own machine is that user. */
  readonly route: Route;
  readonly children: ComponentChildren;
}

export function SessionProvider({ route, children }: Props) {
  const isLocal = document.querySelector("meta[name=tributary-tokens]")?.getAttribute("content") === "minted";
  const [userId, setUserId] = useState(() => firstUser(route));
  const [pasted, setPasted] = useState(() => sessionStorage.getItem(TOKEN) ?? "");
  const [present, setPresent] = useState(() => door?.present() ?? "");
  const session = useMemo((): Session => {
    const isMinted = isLocal && pasted === "";
    const name = isMinted ? userId : subjectOf(door === undefined ? pasted : present);
    const leave = () => {
      door?.leave();
      setPresent("");
    };
    // Who cannot be given a good token any more has to sign in again.
    const renewed = async () => {
      try {
        return (await door?.token()) ?? "";
      } catch (error) {
        if (!(error instanceof TypeError)) leave();
        throw error;
      }
    };
    const token = isMinted ? () => mintToken(userId) : door === undefined ? pasted : renewed;
    const me = name === undefined ? undefined : `user:${name}`;
    return {
      client: new SeeingClient({ url: location.origin, token, retries: 2, me }),
      me,
      hasToken: isLocal || pasted !== "" || present !== "",
      isLocal,
      become(id) {
        remember(id);
        sessionStorage.removeItem(TOKEN);
        setPasted("");
        setUserId(id);
      },
      use(next) {
        sessionStorage.setItem(TOKEN, next);
        setPasted(next);
      },
      leave,
    };
  }, [isLocal, userId, pasted, present]);
  return <context.Provider value={session}>{children}</context.Provider>;
}

/**
 * This tab goes on as who it was; a new one begins as the owner of the feed that it opens, or who one was
 * last.
 */
function firstUser({ view, subject }: Route): string {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const owner = view === "feed" && subject.startsWith("user:") ? subject.slice("user:".length) : undefined;
  const kept = sessionStorage.getItem(USER) ?? undefined;
  const user =
    (entry?.type === "navigate" ? owner : undefined) ??
    kept ??
    owner ??
    localStorage.getItem(USER) ??
    "alice";
  sessionStorage.setItem(USER, user);
  return user;
}

function remember(userId: string): void {
  sessionStorage.setItem(USER, userId);
  localStorage.setItem(USER, userId);
}
