import { useEffect, useRef, useState } from "preact/hooks";
import type { FeedKey, MadeFeedKey } from "../../lib/client/types.ts";
import { useRequest } from "../use-request.ts";
import { type Route, pathOfStream } from "../route.ts";
import { useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";

const FORMS = { atom: "Atom", rss: "RSS", jsonfeed: "JSON Feed" } as const;

/** Makes addresses of the stream that is shown, for feed readers. */
export function Subscribe({ route }: { readonly route: Route }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Subscribe
      </button>
      {isOpen && <SubscribeDialog route={route} onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** The secret is in what this shows, until it is closed, and nowhere else: in no address and no store. */
function SubscribeDialog({ route, onClose }: { readonly route: Route; readonly onClose: () => void }) {
  const { client, me } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState("");
  const [made, setMade] = useState<MadeFeedKey>();
  const [failure, setFailure] = useState("");
  useEffect(() => dialog.current?.showModal(), []);
  const { value: keys, again } = useRequest(
    (signal) => client.feedKeys({ limit: 100 }, { signal }).page(),
    [client],
  );
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setFailure("");
    } catch (thrown) {
      setFailure(sayWhy(thrown));
    }
    again();
  };
  const make = async () =>
    setMade(
      await client.makeFeedKey({
        path: pathOfStream(route, me),
        ...(name.trim() !== "" && { name: name.trim() }),
      }),
    );
  return (
    <dialog class="compose" ref={dialog} aria-labelledby="subscribe-title" onClose={onClose}>
      <form
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(make);
        }}
      >
        <h2 id="subscribe-title">Subscribe to this stream</h2>
        {failure !== "" && (
          <p class="wrong" role="alert">
            {failure}
          </p>
        )}
        {made === undefined ? (
          <label>
            Name
            <input
              value={name}
              placeholder="phone, or nothing"
              maxLength={100}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
        ) : (
          <Addresses urls={made.urls} />
        )}
        <Keys keys={keys?.results ?? []} onRevoke={(id) => void attempt(() => client.revokeFeedKey(id))} />
        <p class="form-end">
          <button type="button" onClick={() => dialog.current?.close()}>
            {made === undefined ? "Cancel" : "Done"}
          </button>
          {made === undefined && (
            <button type="submit" class="primary">
              Make addresses
            </button>
          )}
        </p>
      </form>
    </dialog>
  );
}

function Addresses({ urls }: Pick<MadeFeedKey, "urls">) {
  const [copied, setCopied] = useState("");
  return (
    <>
      <p class="hint">
        Whoever has one of these addresses reads the stream without a token. They are shown this once.
      </p>
      {Object.entries(FORMS).map(([form, words]) => (
        <div class="address" key={form}>
          <label>
            {words}
            <input
              readOnly
              value={urls[form as keyof typeof FORMS]}
              onFocus={(event) => event.currentTarget.select()}
            />
          </label>
          <button
            type="button"
            aria-label={`Copy ${words}`}
            onClick={() =>
              void navigator.clipboard
                .writeText(urls[form as keyof typeof FORMS])
                .then(() => setCopied(words))
            }
          >
            {copied === words ? "Copied" : "Copy"}
          </button>
        </div>
      ))}
    </>
  );
}

interface KeysProps {
  readonly keys: readonly FeedKey[];
  readonly onRevoke: (id: string) => void;
}

function Keys({ keys, onRevoke }: KeysProps) {
  if (keys.length === 0) return null;
  return (
    <details>
      <summary>Your addresses: {keys.length}</summary>
      <ul class="keys" aria-label="Your addresses">
        {keys.map(({ id, name, path, last_used }) => (
          <li key={id}>
            <span>
              {name ?? path}{" "}
              <span class="hint">
                {last_used === null ? "not used yet" : `used ${last_used.slice(0, 10)}`}
              </span>
            </span>
            <button type="button" aria-label={`Revoke ${name ?? path}`} onClick={() => onRevoke(id)}>
              Revoke
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
