import { useEffect, useState } from "preact/hooks";
import { belongs } from "../lib/client/belongs.ts";
import type { Action } from "../lib/client/types.ts";
import { ActionPage } from "./action/action-page.tsx";
import { useArrival } from "./arrival.ts";
import { PeoplePage } from "./entity/people-page.tsx";
import { MutesPage } from "./mutes/mutes-page.tsx";
import { CountsProvider } from "./notifications/counts.tsx";
import { NotificationsPage } from "./notifications/notifications-page.tsx";
import { type Route, hrefOf, standsAlone, useRoute } from "./route.ts";
import { SessionProvider, useSession } from "./session.tsx";
import { Compose } from "./shell/compose.tsx";
import { SampleNote } from "./shell/sample-note.tsx";
import { Stranger } from "./shell/stranger.tsx";
import { TopBar } from "./shell/top-bar.tsx";
import { StreamPage } from "./stream/stream-page.tsx";

const TITLES = { public: "Public stream", notifications: "Notifications", mutes: "Muted" };

export function App() {
  const route = useRoute();
  return (
    <SessionProvider route={route}>
      <CountsProvider>
        <Console route={route} />
      </CountsProvider>
    </SessionProvider>
  );
}

function Console({ route }: { readonly route: Route }) {
  const { me, hasToken } = useSession();
  const [isPosting, setIsPosting] = useState(false);
  const [posted, setPosted] = useState<Action>();
  const { view, subject, filters } = route;
  const title = standsAlone(view) ? TITLES[view] : `${subject}, ${view}`;
  useEffect(() => {
    document.title = `${title} · Tributary`;
  }, [title]);
  useArrival(title, route);
  const onPost = () => setIsPosting(true);
  const skip = (event: Event) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
  };
  // Another reader, another page: nothing of what one saw stays for the next.
  const key = `${me} ${view} ${subject}`;
  const onPosted = (action: Action) => {
    setIsPosting(false);
    setPosted(action);
    const isStream = view === "public" || view === "type" || view === "activity" || view === "feed";
    if (me !== undefined && !(isStream && belongs(action, { view, subject, query: filters })))
      location.hash = hrefOf({ view: "activity", subject: me, filters: { role: "actor" } });
  };
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the stream
      </a>
      <TopBar route={route} onPost={onPost} />
      <SampleNote />
      <main id="main" tabIndex={-1}>
        {!hasToken ? (
          <Stranger />
        ) : view === "notifications" ? (
          <NotificationsPage key={key} filters={filters} />
        ) : view === "mutes" ? (
          <MutesPage key={key} />
        ) : view === "action" ? (
          <ActionPage key={key} id={subject} />
        ) : view === "followers" || view === "following" ? (
          <PeoplePage key={`${key} ${hrefOf(route)}`} route={{ view, subject, filters }} />
        ) : (
          <StreamPage key={key} route={{ view, subject, filters }} posted={posted} onPost={onPost} />
        )}
      </main>
      {isPosting && (
        <Compose
          target={view === "activity" && subject !== me ? subject : ""}
          onClose={() => setIsPosting(false)}
          onPosted={onPosted}
        />
      )}
    </>
  );
}
