import { useEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { Action } from "../../lib/client/types.ts";
import { BAR, leftBefore } from "../history.ts";
import { Failure, isForNow } from "../shell/failure.tsx";
import { News } from "../shell/news.tsx";
import { headingsOf } from "../news/headings.ts";
import { useNow } from "../time.ts";
import { Entry } from "./entry.tsx";
import { rowsOf } from "./rows.ts";
import { Run } from "./run.tsx";
import type { LiveStream } from "./use-stream.ts";

interface Props {
  readonly stream: LiveStream;
  readonly label: string;
  /** The action that gets the focus once it is there. */
  readonly focused: string | undefined;
  /** In a feed, the first action that its reader knew. */
  readonly known?: string | undefined;
  /** What is said where there is nothing. */
  readonly empty: ComponentChildren;
}

export function StreamList({ stream, label, focused, known, empty }: Props) {
  const { items, began, busy, error, next, older, again, wrote } = stream;
  const now = useNow();
  const feed = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(leftBefore()?.opened));
  const [told, setTold] = useState("");
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
  const days = headingsOf(items, now, known);
  const hasEnded = next === null;
  // What was just posted is looked for by its own line.
  const rows = rowsOf(items, days, focused === undefined ? opened : new Set([...opened, focused]));
  const toggle = (run: readonly Action[], isOpen: boolean) => {
    const ids = run.map(({ id }) => id);
    setOpened((now) =>
      isOpen ? new Set([...now].filter((id) => !ids.includes(id))) : new Set([...now, ...ids]),
    );
  };
  const changed = (was: Action, now: Action | undefined) => {
    const row = entryOf(was.id);
    const beside = row?.nextElementSibling ?? row?.previousElementSibling;
    wrote(was.id, now);
    setTold(saysOf(was, now));
    // The line may be gone, and the focus with it.
    requestAnimationFrame(() => {
      if (row?.isConnected !== true && beside instanceof HTMLElement) beside.focus();
    });
  };
  if (!began && error !== undefined) return <Failure error={error} again={again} />;
  return (
    <>
      <NewActions stream={stream} feed={feed} />
      {error !== undefined && isForNow(error) && <Failure error={error} again={again} />}
      {items.length > 0 && (
        <div
          class="stream"
          role="feed"
          aria-label={label}
          aria-busy={busy}
          data-rows={items.length}
          ref={feed}
        >
          {rows.map((row, index) => {
            const place = { now, position: index + 1, count: hasEnded ? rows.length : -1, day: row.day };
            if ("action" in row)
              return (
                <Entry
                  key={row.action.id}
                  action={row.action}
                  isWithin={row.isWithin}
                  onChange={(next) => changed(row.action, next)}
                  {...place}
                />
              );
            return (
              <Run
                key={`run ${row.run[0].id}`}
                {...row}
                onToggle={() => toggle(row.run, row.isOpen)}
                {...place}
              />
            );
          })}
        </div>
      )}
      <p class="told" role="status">
        {told}
      </p>
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

function NewActions({
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
    <News count={count} show={show}>
      {count}
      {hasMoreNews && "+"} new {count === 1 ? "action" : "actions"}
    </News>
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

/** What a change of an action means for who sees it. */
function saysOf(was: Action, now: Action | undefined): string {
  if (now === undefined) return "Deleted.";
  if (was.public && !now.public) return "Private now: you find it under Mine.";
  return was.public ? "Saved." : now.public ? "Public now." : "Saved.";
}

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
