import { useState } from "preact/hooks";
import { acts } from "../names.ts";
import { useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";
import { Menu } from "../shell/menu.tsx";
import { shortName } from "../text.ts";
import { DEFAULT_FLAG, useFollows } from "./use-follows.ts";

interface Props {
  readonly subject: string;
  readonly onChange: () => void;
}

/** With which flags the caller follows it, and the buttons that change that. */
export function Follow({ subject, onChange }: Props) {
  const { client } = useSession();
  const { flags, error, changed } = useFollows(subject);
  const [flag, setFlag] = useState("");
  const [isWhole, setIsWhole] = useState(!acts(subject));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const change = async (named: string, isFollowed: boolean) => {
    if (busy) return;
    setBusy(true);
    try {
      await (isFollowed
        ? client.follow(subject, { flag: named, actor_only: !isWhole })
        : client.unfollow(subject, { flag: named }));
      setFailure("");
      setFlag("");
      changed(named, isFollowed);
      onChange();
    } catch (thrown) {
      setFailure(sayWhy(thrown));
    }
    setBusy(false);
  };
  const isFollowing = flags?.includes(DEFAULT_FLAG) === true;
  const others = flags?.filter((one) => one !== DEFAULT_FLAG) ?? [];
  const why = failure || (error === undefined ? "" : sayWhy(error));
  const submit = (event: Event) => {
    event.preventDefault();
    if (flag.trim() !== "") void change(flag.trim(), true);
  };
  return (
    <form class="follow" aria-label="Follow" onSubmit={submit}>
      <button
        type="button"
        class={isFollowing ? "follow-button" : "follow-button primary"}
        aria-disabled={busy || flags === undefined}
        onClick={() => flags !== undefined && void change(DEFAULT_FLAG, !isFollowing)}
      >
        {isFollowing ? "Unfollow" : "Follow"}
      </button>
      <Menu label={others.length === 0 ? "Flags" : `Flags: ${others.length}`}>
        <p class="hint">A flag is a feed of its own: what you follow as “watching” stands in that feed.</p>
        <Flags flags={others} onStop={(one) => void change(one, false)} />
        <label>
          Flag
          <input
            value={flag}
            placeholder="watching"
            aria-describedby="follow-why"
            autocapitalize="off"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setFlag(event.currentTarget.value)}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={isWhole}
            onChange={(event) => setIsWhole(event.currentTarget.checked)}
          />
          Also what others do to it
        </label>
        <button type="submit">Follow with this flag</button>
      </Menu>
      <p class={failure === "" ? "follow-state" : "follow-state wrong"} role="status" id="follow-why">
        {why || stateOf(isFollowing, others)}
      </p>
    </form>
  );
}

interface FlagsProps {
  readonly flags: readonly string[];
  readonly onStop: (flag: string) => void;
}

/** What one follows it with besides the usual flag, each with its end. */
function Flags({ flags, onStop }: FlagsProps) {
  if (flags.length === 0) return null;
  return (
    <ul class="keys" aria-label="Flags that you follow this with">
      {flags.map((flag) => (
        <li key={flag}>
          <span>{flag}</span>
          <button type="button" aria-label={`Stop following as ${flag}`} onClick={() => onStop(flag)}>
            Stop
          </button>
        </li>
      ))}
    </ul>
  );
}

function stateOf(isFollowing: boolean, others: readonly string[]): string {
  const as = others.map((flag) => shortName(flag, 24)).join(", ");
  if (isFollowing) return as === "" ? "You follow this." : `You follow this, and as ${as}.`;
  return as === "" ? "" : `You follow this as ${as}.`;
}
