import { useEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Failure, isForNow } from "../shell/failure.tsx";
import { dayOf, useNow } from "../time.ts";
import { Entry } from "./entry.tsx";
import { Icon, UP } from "./icons.tsx";
import type { LiveStream } from "./use-stream.ts";

/** Pixels at the top of the window that the bar covers. */
const BAR = 80;

interface Props {
  readonly stream: LiveStream;
  readonly label: string;
  /** The action that gets the focus once it is there. */
  readonly focused: string | undefined;
  /** What is said where there is nothing. */
  readonly empty: ComponentChildren;
}

export function StreamList({ stream, label, focused, empty }: Props) {
  const { items, began, busy, error, next, older, again } = stream;
  const now = useNow();
  const feed = useRef<HTMLDivElement>(null);
  const entryOf = (id: string | undefined) =>
    id === undefined ? null : (feed.current?.querySelector<HTMLElement>(`[data-id="${id}"]`) ?? null);
  const isThere = items.some(({ id }) => id === focused);
  useEffect(() => {
    // After the form's dialog, which gives the focus back to its button.
    if (isThere) requestAnimationFrame(() => entryOf(focused)?.focus());
  }, [focused, isThere]);
  useEffect(() => {
    const move = (event: KeyboardEvent) => moveOn(event, feed.current);
    document.addEventListener("keydown", move);
    return () => document.removeEventListener("keydown", move);
  }, []);
  const days = items.map(({ timestamp }) => dayOf(new Date(timestamp), now));
  const hasEnded = next === null;
  if (!began && error !== undefined) return <Failure error={error} again={again} />;
  return (
    <>
      <News stream={stream} feed={feed} />
      {error !== undefined && isForNow(error) && <Failure error={error} again={again} />}
      {items.length > 0 && (
        <div class="stream" role="feed" aria-label={label} aria-busy={busy} ref={feed}>
          {items.map((action, index) => (
            <Entry
              key={action.id}
              action={action}
              now={now}
              position={index + 1}
              count={hasEnded ? items.length : -1}
              day={days[index] === days[index - 1] ? undefined : days[index]}
            />
          ))}
        </div>
      )}
      {!began && <Skeleton />}
      {began && hasEnded && items.length === 0 && empty}
      {began && hasEnded && items.length > 0 && <p class="end">That is everything.</p>}
      {began && !hasEnded && (
        <Older busy={busy} older={older} state={`${items.length} ${next} ${error === undefined}`} />
      )}
      {error !== undefined && !isForNow(error) && <Failure error={error} again={again} />}
    </>
  );
}

function News({
  stream: { news, hasMoreNews, showNews },
  feed,
}: {
  readonly stream: LiveStream;
  readonly feed: { readonly current: HTMLElement | null };
}) {
  const count = news.length;
  const show = () => {
    showNews();
    scrollTo({ top: 0, behavior: "smooth" });
    requestAnimationFrame(() =>
      feed.current?.querySelector<HTMLElement>(".entry")?.focus({ preventScroll: true }),
    );
  };
  return (
    <div class="news" role="status">
      {count > 0 && (
        <button type="button" class="pill" onClick={show}>
          <Icon path={UP} /> {count}
          {hasMoreNews && "+"} new {count === 1 ? "action" : "actions"}
        </button>
      )}
    </div>
  );
}

/**
 * Loads what is older before its end is reached; the button is for those who come to it without scrolling.
 */
function Older({
  busy,
  older,
  state,
}: {
  readonly busy: boolean;
  readonly older: () => void;
  readonly state: string;
}) {
  const end = useRef<HTMLDivElement>(null);
  // Observed anew after every page and every recovery: a page may be empty, and the end still in sight.
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && older(), {
      rootMargin: "800px",
    });
    if (end.current !== null && !busy) observer.observe(end.current);
    return () => observer.disconnect();
  }, [busy, older, state]);
  return (
    <div class="older" ref={end}>
      <button type="button" onClick={older} aria-disabled={busy}>
        {busy ? "Loading what is older…" : "Show what is older"}
      </button>
    </div>
  );
}

const Skeleton = () => (
  <div class="skeleton" role="status">
    <span class="unseen">Loading</span>
    {[1, 2, 3, 4].map((line) => (
      <div class="bone" key={line} />
    ))}
  </div>
);

/** `j` and `k` go to the next action and back, from wherever nothing is being written. */
function moveOn(event: KeyboardEvent, feed: HTMLElement | null): void {
  const step = { j: 1, k: -1 }[event.key];
  const from = event.target instanceof HTMLElement ? event.target : document.body;
  if (step === undefined || feed === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (from.closest("input, textarea, select, dialog, [popover], [contenteditable]") !== null) return;
  const entries = [...feed.querySelectorAll<HTMLElement>(".entry")];
  const at = entries.findIndex((entry) => entry.contains(from));
  // From elsewhere the way begins at what is in sight.
  const next =
    at < 0 ? entries.find((entry) => entry.getBoundingClientRect().bottom > BAR) : entries[at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
