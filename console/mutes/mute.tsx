import { useRef, useState } from "preact/hooks";
import type { Client } from "../../lib/client/client.ts";
import type { Mute as Muted } from "../../lib/client/types.ts";
import { useRequest } from "../use-request.ts";
import { acts, referenceOf } from "../names.ts";
import { useCounts } from "../notifications/counts.tsx";
import { useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";
import { LENGTHS, untilInWords, untilOf } from "./until.ts";

/** Whether the caller mutes it, and the buttons that change that. Muting has an effect on what acts alone. */
export function Mute({ subject }: { readonly subject: string }) {
  const { client } = useSession();
  const { ask } = useCounts();
  const lengths = useRef<HTMLDetailsElement>(null);
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const {
    value: mute,
    error,
    again,
  } = useRequest((signal) => muteOf(client, subject, signal), [client, subject]);
  const change = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
      setFailure("");
      if (lengths.current !== null) lengths.current.open = false;
    } catch (thrown) {
      setFailure(sayWhy(thrown));
    }
    setBusy(false);
    again();
    ask();
  };
  const why = failure || (error === undefined ? "" : sayWhy(error));
  if (!mute && !acts(subject)) return null;
  return (
    <div class="mute">
      {mute ? (
        <button type="button" aria-disabled={busy} onClick={() => void change(() => client.unmute(subject))}>
          Unmute
        </button>
      ) : (
        <details class="options" ref={lengths}>
          <summary>Mute</summary>
          <div class="options-body" role="group" aria-label="Mute for how long">
            {LENGTHS.map(([words, length]) => (
              <button
                key={words}
                type="button"
                aria-disabled={busy || mute === undefined}
                onClick={() => void change(() => client.mute(subject, { until: untilOf(length) ?? null }))}
              >
                {words}
              </button>
            ))}
            <p class="hint">
              What they do is hidden from your feed and notifications. They are not told, and unmuting brings
              it back.
            </p>
          </div>
        </details>
      )}
      <p class="follow-state" role="status">
        {why || (mute && <>Muted {untilInWords(mute.until)}.</>)}
      </p>
    </div>
  );
}

/** `null`: not muted. A thousand at most can be, so that the list is short. */
async function muteOf(client: Client, subject: string, signal: AbortSignal): Promise<Muted | null> {
  for await (const mute of client.mutes({ limit: 100 }, { signal }))
    if (referenceOf(mute.muted) === subject) return mute;
  return null;
}
