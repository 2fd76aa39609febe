import { useRenewal } from "../groups/use-renewal.ts";
import { hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { More } from "../shell/more.tsx";
import { News } from "../shell/news.tsx";
import { Icon } from "../stream/icons.tsx";
import { useNow } from "../time.ts";
import { inWords, useCounts } from "./counts.tsx";
import { CHECK } from "./icons.ts";
import { NotificationLine } from "./notification-line.tsx";
import { NothingNew } from "./nothing-new.tsx";
import { useNotifications } from "./use-notifications.ts";

interface Props {
  /** `unread=true`, or `verb=…`: parameters of the API. */
  readonly filters: Readonly<Record<string, string>>;
}

/** What concerns the caller, in groups, the newest arrival first. */
export function NotificationsPage({ filters }: Props) {
  const { me } = useSession();
  return me === undefined ? (
    <div class="empty">
      <h1>Notifications are for users</h1>
      <p>A service reads anybody’s over the API, with user=user:alice.</p>
    </div>
  ) : (
    <Notifications key={JSON.stringify(filters)} filters={filters} />
  );
}

function Notifications({ filters }: Props) {
  const notifications = useNotifications(filters);
  const { items, loaded, hasNext, busy, error, failure, arrived, unread, again } = notifications;
  const { counts } = useCounts();
  const now = useNow();
  const { list, renew } = useRenewal(notifications.refresh);
  return (
    <>
      <header class="head notifications-head">
        <div class="head-words">
          <h1>Notifications</h1>
          <p class="hint">
            What concerns you, newest first. {loaded && `${inWords(unread, notifications.more)} unread.`}
          </p>
        </div>
        <div class="head-deeds">
          <button
            type="button"
            aria-disabled={unread === 0}
            onClick={() => unread > 0 && notifications.readAll()}
          >
            <Icon path={CHECK} /> Mark all read
          </button>
        </div>
        <Tabs filters={filters} />
      </header>
      {failure !== "" && (
        <p class="wrong" role="alert">
          {failure}
        </p>
      )}
      <News count={arrived} show={renew}>
        {inWords(arrived, counts?.more ?? false)} new {arrived === 1 ? "notification" : "notifications"}
      </News>
      {!loaded && error === undefined && <p class="hint">Reading your notifications …</p>}
      {items.length > 0 && (
        <ul class="groups" aria-label="Notifications" aria-busy={busy} data-rows={items.length} ref={list}>
          {items.map((group) => (
            <li key={group.id} data-id={group.id}>
              <NotificationLine group={group} now={now} notifications={notifications} />
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && failure === "" && <Failure error={error} again={again} />}
      {loaded && items.length === 0 && !hasNext && (
        <NothingNew isNarrowed={Object.keys(filters).length > 0} />
      )}
      <More {...{ hasNext, busy }} more={notifications.next} />
    </>
  );
}

function Tabs({ filters }: Props) {
  const tab = (words: string, to: Readonly<Record<string, string>>) => (
    <a
      href={hrefOf({ view: "notifications", subject: "", filters: to })}
      aria-current={(filters["unread"] ?? "") === (to["unread"] ?? "") ? "page" : undefined}
    >
      {words}
    </a>
  );
  return (
    <nav class="tabs" aria-label="Which notifications">
      {tab("All", {})}
      {tab("Unread", { unread: "true" })}
      <a class="aside" href="#/mutes">
        Who you mute
      </a>
    </nav>
  );
}
