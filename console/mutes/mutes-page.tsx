import { useMemo, useState } from "preact/hooks";
import type { ReadOptions } from "../../lib/client/send.ts";
import type { Order } from "../../lib/client/store/merge.ts";
import type { Mute } from "../../lib/client/types.ts";
import { Avatar } from "../entity/avatar.tsx";
import { nameOf, referenceOf } from "../names.ts";
import { useCounts } from "../notifications/counts.tsx";
import { hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure, sayWhy } from "../shell/failure.tsx";
import { More } from "../shell/more.tsx";
import { ago, exactly, useNow } from "../time.ts";
import { useList } from "../use-store.ts";
import { untilInWords } from "./until.ts";

const idOf = ({ muted }: Mute): string => referenceOf(muted);
const ORDER: Order<Mute> = { id: idOf, place: ({ since, muted }) => since + referenceOf(muted) };

/** Those that the caller mutes, the newest mute first. */
export function MutesPage() {
  const { client } = useSession();
  const { ask } = useCounts();
  const now = useNow();
  const options = useMemo(
    () => ({
      read: (query: { limit?: number }, reading: ReadOptions) => client.mutes(query, reading),
      order: ORDER,
      limit: 50,
    }),
    [client],
  );
  const { items, loaded, hasNext, busy, error, more, again } = useList(options);
  const [unmuted, setUnmuted] = useState<ReadonlySet<Mute>>(new Set());
  const [said, setSaid] = useState<{ readonly words: string; readonly isWrong?: boolean }>({ words: "" });
  const unmute = async (mute: Mute, button: HTMLElement) => {
    const item = button.closest("li");
    const beside = (item?.nextElementSibling ?? item?.previousElementSibling)?.querySelector<HTMLElement>(
      "button",
    );
    try {
      await client.unmute(mute.muted);
      setUnmuted((before) => new Set([...before, mute]));
      setSaid({ words: `${nameOf(mute.muted)} is heard again.` });
      (beside ?? document.getElementById("main"))?.focus();
      ask();
    } catch (thrown) {
      setSaid({ words: sayWhy(thrown), isWrong: true });
    }
  };
  const shown = items.filter((mute) => !unmuted.has(mute));
  return (
    <>
      <header class="head">
        <div class="head-words">
          <h1>Who you mute</h1>
          <p class="hint">What they do is in none of your feeds and notifications. Nobody else can tell.</p>
        </div>
      </header>
      <p class={said.isWrong ? "wrong" : "hint mutes-said"} role="status">
        {said.words}
      </p>
      {!loaded && error === undefined && <p class="hint">Reading the list …</p>}
      {shown.length > 0 && (
        <ul class="people" aria-label="Muted" aria-busy={busy} data-rows={items.length}>
          {shown.map((mute) => (
            <li class="person" key={idOf(mute)} data-id={idOf(mute)}>
              <Avatar entity={mute.muted} />
              <p class="sentence">
                <a
                  class="name"
                  dir="auto"
                  href={hrefOf({ view: "activity", subject: referenceOf(mute.muted) })}
                >
                  {nameOf(mute.muted)}
                </a>
                <span class="hint mute-how-long">
                  Muted{" "}
                  <time dateTime={mute.since} title={exactly(new Date(mute.since))}>
                    {ago(new Date(mute.since), now)}
                  </time>
                  , {untilInWords(mute.until)}
                </span>
              </p>
              <button
                type="button"
                aria-label={`Unmute ${nameOf(mute.muted)}`}
                onClick={(event) => void unmute(mute, event.currentTarget)}
              >
                Unmute
              </button>
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && <Failure error={error} again={again} />}
      {loaded && shown.length === 0 && !hasNext && (
        <div class="empty">
          <h2>You mute nobody</h2>
          <p>
            To hear nothing of somebody for a while, open their page, from your <a href="#/public">streams</a>{" "}
            or the search box, and press Mute.
          </p>
        </div>
      )}
      <More {...{ hasNext, busy, more }} />
    </>
  );
}
