import type { ComponentChildren } from "preact";
import { Feed } from "../news/feed.tsx";
import { Bell } from "../notifications/bell.tsx";
import { useCounts } from "../notifications/counts.tsx";
import { hrefOf, type Route } from "../route.ts";
import { useSession } from "../session.tsx";
import { Icon, MOON, PLUS, SUN } from "../stream/icons.tsx";
import { useTheme } from "../theme.ts";
import { OpenBox } from "./open-box.tsx";
import { WhoMenu } from "./who-menu.tsx";

interface Props {
  readonly route: Route;
  readonly onPost: () => void;
}

export function TopBar({ route, onPost }: Props) {
  const { me } = useSession();
  const { feed } = useCounts();
  const [theme, toggle] = useTheme();
  const link = (to: Route, words: ComponentChildren) => (
    <a
      href={hrefOf(to)}
      aria-current={route.view === to.view && route.subject === to.subject ? "page" : undefined}
    >
      {words}
    </a>
  );
  return (
    <header class="bar">
      <a class="brand" href="#/public" aria-label="Tributary: public stream">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <path d="M16 27v-9c0-6-7-4-7-11M16 18c0-6 7-4 7-11" />
        </svg>
        <span>Tributary</span>
      </a>
      <nav class="places" aria-label="Streams">
        {me !== undefined && link({ view: "feed", subject: me, filters: {} }, <Feed counts={feed} />)}
        {me !== undefined && link({ view: "activity", subject: me, filters: { role: "actor" } }, "Mine")}
        {link({ view: "public", subject: "", filters: {} }, "Public")}
      </nav>
      <OpenBox />
      <div class="deeds">
        <button type="button" class="primary post" aria-label="Post an action" onClick={onPost}>
          <Icon path={PLUS} /> <span class="post-word">Post</span>
        </button>
        <button
          type="button"
          class="round-button"
          aria-label="Dark theme"
          aria-pressed={theme === "dark"}
          onClick={toggle}
        >
          <Icon path={theme === "dark" ? SUN : MOON} />
        </button>
        {me !== undefined && <Bell isOpen={route.view === "notifications"} />}
        <WhoMenu />
      </div>
    </header>
  );
}
