import { ProblemError } from "../../lib/client/client.ts";
import { useSession } from "../session.tsx";

/** Whether it may be over in a moment: nobody answered, or the service was busy. */
export const isForNow = (error: unknown): boolean =>
  error instanceof ProblemError ? error.status === 429 || error.status >= 500 : error instanceof TypeError;

/** What is wrong and its cure, in a sentence or two: in forms and beside buttons. */
export function sayWhy(error: unknown): string {
  const words = wordsOf(error);
  if (words === GONE) return words.join(". ");
  if (error instanceof ProblemError) {
    const [, cure] = words;
    const why = error.message.replace(/([^.!?])$/, "$1.");
    return cure === "" ? why : `${why} ${cure}`;
  }
  return error instanceof Error ? error.message : String(error);
}

type Words = readonly [title: string, cure: string];

const WORDS: Readonly<Record<number, Words>> = {
  400: ["That cannot be asked", ""],
  401: ["The service does not know you", "Sign in again at the top right."],
  403: ["This is not yours", "Only its owner and services may do that: act as its owner, or go back."],
  404: ["There is no such thing", "It may have been deleted, or its type answers at another place."],
  409: ["That is at odds with what is there", "Reload the page to see it as it is now."],
  413: ["That is too much for one request", "Shorten the description or the data: 64 KiB are the most."],
};
const GONE: Words = ["The service does not answer", "Is it still running? Try again in a moment."];
const BROKEN: Words = ["The service has failed", "It is not your doing. Try again in a moment."];

const WRONG: Words = ["That went wrong", ""];

function wordsOf(error: unknown): Words {
  if (!(error instanceof ProblemError)) return isForNow(error) ? GONE : WRONG;
  const { status, retryAfter } = error;
  const seconds = retryAfter === 1 ? "a second" : `${retryAfter} seconds`;
  if (status === 429)
    return ["Too much at once", `Try again in ${retryAfter === undefined ? "a moment" : seconds}.`];
  return WORDS[status] ?? (status >= 500 ? BROKEN : WRONG);
}

interface Props {
  readonly error: unknown;
  readonly again: () => void;
}

/** What went wrong and what can be done about it. */
export function Failure({ error, again }: Props) {
  const { me, isLocal, become } = useSession();
  const status = error instanceof ProblemError ? error.status : 0;
  const [title, cure] = wordsOf(error);
  const [unfiltered = "", filters] = location.hash.split("?");
  const owner = /^#\/feed\/user:([^?]*)/.exec(location.hash)?.[1];
  const other = status === 403 && isLocal && owner !== undefined ? decodeURIComponent(owner) : undefined;
  return (
    <div class="failure" role="alert">
      <h2>{title}</h2>
      {cure === "" ? <p class="hint">{sayWhy(error)}</p> : <p>{cure}</p>}
      {isForNow(error) && <p class="hint">This page tries again by itself.</p>}
      {status === 400 && filters !== undefined && (
        <p>
          <a href={unfiltered}>Clear the filters</a>
        </p>
      )}
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
