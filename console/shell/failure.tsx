import { ProblemError } from "../../lib/client/client.ts";
import { useSession } from "../session.tsx";

/** Whether it may be over in a moment: nobody answered, or the service was busy. */
export const isForNow = (error: unknown): boolean =>
  error instanceof ProblemError ? error.status === 429 || error.status >= 500 : error instanceof TypeError;

export function sayWhy(error: unknown): string {
  if (error instanceof TypeError) return "The service does not answer.";
  return error instanceof Error ? error.message : String(error);
}

const WORDS: Readonly<Record<number, readonly [string, string]>> = {
  400: ["That cannot be asked", ""],
  401: [
    "The service does not know you",
    "Choose who you are at the top right, or reload if you did already.",
  ],
  403: ["This is not yours to read", "A feed is shown to its owner and to services alone."],
  404: ["There is no such thing", "It may have been deleted, or its type answers at another place."],
  429: ["Too much at once", "Trying again in a moment."],
};
const GONE = [
  "The service does not answer",
  "Is it still running? This page tries again every few seconds.",
] as const;

interface Props {
  readonly error: unknown;
  readonly again: () => void;
}

/** What went wrong and what can be done about it. */
export function Failure({ error, again }: Props) {
  const { me, isLocal, become } = useSession();
  const status = error instanceof ProblemError ? error.status : 0;
  const [title, help] = WORDS[status] ?? (isForNow(error) ? GONE : (["That went wrong", ""] as const));
  const owner = /^#\/feed\/user:([^?]*)/.exec(location.hash)?.[1];
  const other = status === 403 && isLocal && owner !== undefined ? decodeURIComponent(owner) : undefined;
  return (
    <div class="failure" role="alert">
      <h2>{title}</h2>
      {help && <p>{help}</p>}
      {!help && <p class="hint">{sayWhy(error)}</p>}
      <p>
        {other === undefined || `user:${other}` === me ? (
          <button type="button" onClick={again}>
            Try again
          </button>
        ) : (
          <button type="button" class="primary" onClick={() => become(other)}>
            Act as {other}
          </button>
        )}
      </p>
    </div>
  );
}
