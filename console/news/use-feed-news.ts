import { useEffect, useState } from "preact/hooks";
import type { Action, NewCount } from "../../lib/client/types.ts";
import { leftBefore } from "../history.ts";
import { referenceOf } from "../names.ts";
import { useCounts } from "../notifications/counts.tsx";
import { whenTopIsSeen } from "../poll.ts";
import type { Route } from "../route.ts";
import { useSession } from "../session.tsx";

const FLAG = "following";

/**
 * How much of the caller's own feed was new when the page with this `mark` was read; nothing for other
 * streams. Once somebody looks at its top, its mark is posted: what arrives meanwhile stays new.
 */
export function useFeedNews(route: Route, mark: string | null | undefined): NewCount | undefined {
  const { client, me } = useSession();
  const { heardFeed } = useCounts();
  const [told, setTold] = useState<{ readonly mark: string; readonly counts: NewCount }>();
  const isOwn = me !== undefined && route.view === "feed" && route.subject === me;
  const flag = route.filters["flag"] || FLAG;
  useEffect(() => {
    if (!isOwn || !mark) return;
    const controller = new AbortController();
    const { signal } = controller;
    let stop = () => undefined as void;
    const post = async () => {
      const counts = await client.markFeed(mark, { flag });
      if (flag === FLAG) heardFeed(counts);
    };
    const look = async () => {
      // Before the mark is posted: after it nothing is new.
      const counts = await client.feedCounts({ flag }, { signal });
      if (signal.aborted) return;
      setTold({ mark, counts });
      // What was not marked is new again next time, which is no harm.
      stop = whenTopIsSeen(() => void post().catch(() => undefined));
    };
    void look().catch(() => undefined);
    return () => {
      controller.abort();
      stop();
    };
  }, [client, isOwn, mark, flag, heardFeed]);
  return isOwn && told?.mark === mark ? told?.counts : undefined;
}

/**
 * The first action of a feed that its reader knew, if it is among these; where nothing is new, as on the way
 * back, the one that it was before. Own ones that `own=true` adds are not counted.
 */
export function firstKnown(
  actions: readonly Action[],
  counts: NewCount | undefined,
  { subject, filters }: Route,
): string | undefined {
  if (counts?.more) return undefined;
  if (counts === undefined || counts.new === 0) return leftBefore()?.leftOff;
  const counted = actions.filter(({ actor }) => filters["own"] !== "true" || referenceOf(actor) !== subject);
  return counted[counts.new]?.id;
}
