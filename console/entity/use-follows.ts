import { useEffect, useState } from "preact/hooks";
import { useRequest } from "../use-request.ts";
import { useSession } from "../session.tsx";

export const DEFAULT_FLAG = "following";

interface Follows {
  /** The flags with which the caller follows it; nothing while that is not known. */
  readonly flags: readonly string[] | undefined;
  readonly error: unknown;
  /** The service has answered that the caller follows it with a flag, or does no more. */
  changed(flag: string, isFollowed: boolean): void;
}

/** With which flags the caller follows something. */
export function useFollows(subject: string): Follows {
  const { client, me = "" } = useSession();
  const [flags, setFlags] = useState<readonly string[]>();
  const { value, error } = useRequest(
    async (signal) => {
      const query = { flag: "*", follow_object: [subject] };
      const [page, isFollowing] = await Promise.all([
        client.following(me, query, { signal }).page(),
        // Of the usual flag the client knows what it has just written.
        client.isFollowing(subject, {}, { signal }),
      ]);
      const listed = page.results.flatMap((follow) => ("flags" in follow ? follow.flags : [follow.flag]));
      return withFlag(listed, DEFAULT_FLAG, isFollowing);
    },
    [client, subject, me],
  );
  useEffect(() => setFlags(value), [value]);
  const changed = (flag: string, isFollowed: boolean) =>
    setFlags((now) => withFlag(now ?? [], flag, isFollowed));
  return { flags, error, changed };
}

/** The usual flag first, the others by name. */
function withFlag(flags: readonly string[], flag: string, isFollowed: boolean): readonly string[] {
  const others = flags.filter((one) => one !== flag);
  const next = isFollowed ? [...others, flag] : others;
  return next.sort((a, b) => Number(b === DEFAULT_FLAG) - Number(a === DEFAULT_FLAG) || (a < b ? -1 : 1));
}
