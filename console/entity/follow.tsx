import { useState } from "preact/hooks";
import { useRequest } from "../use-request.ts";
import { acts } from "../names.ts";
import { useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";

const DEFAULT_FLAG = "following";

interface Props {
  readonly subject: string;
  readonly onChange: () => void;
}

/** Whether the caller follows it with a flag, and the button that changes that. */
export function Follow({ subject, onChange }: Props) {
  const { client } = useSession();
  const [flag, setFlag] = useState(DEFAULT_FLAG);
  const [isWhole, setIsWhole] = useState(!acts(subject));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const {
    value: isFollowing,
    error,
    again,
  } = useRequest((signal) => client.isFollowing(subject, { flag }, { signal }), [client, subject, flag]);
  const change = async () => {
    setBusy(true);
    try {
      await (isFollowing === true
        ? client.unfollow(subject, { flag })
        : client.follow(subject, { flag, actor_only: !isWhole }));
      setFailure("");
      onChange();
    } catch (thrown) {
      setFailure(sayWhy(thrown));
    }
    setBusy(false);
    again();
  };
  const why = failure || (error === undefined ? "" : sayWhy(error));
  return (
    <form class="follow" aria-label="Follow" onSubmit={(event) => event.preventDefault()}>
      <button
        type="button"
        class={isFollowing === true ? "follow-button" : "follow-button primary"}
        aria-disabled={busy || isFollowing === undefined}
        onClick={() => busy || isFollowing === undefined || void change()}
      >
        {isFollowing === true ? "Unfollow" : "Follow"}
      </button>
      <details class="options">
        <summary>{flag === DEFAULT_FLAG ? "Options" : flag}</summary>
        <div class="options-body">
          <label>
            Flag
            <input
              defaultValue={flag}
              aria-describedby="follow-why"
              onChange={(event) => setFlag(event.currentTarget.value.trim() || DEFAULT_FLAG)}
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
        </div>
      </details>
      <p class="follow-state" role="status" id="follow-why">
        {why || (isFollowing === true ? `You follow this${flag === DEFAULT_FLAG ? "" : ` as ${flag}`}.` : "")}
      </p>
    </form>
  );
}
