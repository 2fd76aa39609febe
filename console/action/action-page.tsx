import type { Action } from "../../lib/client/types.ts";
import { useRequest } from "../use-request.ts";
import { referenceOf } from "../names.ts";
import { hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { Heading } from "../shell/heading.tsx";
import { Entry } from "../stream/entry.tsx";
import { shortName } from "../text.ts";
import { dayOf, useNow } from "../time.ts";
import { ActionControls, mayChange } from "./action-controls.tsx";
import { ActionFacts } from "./action-facts.tsx";

/** Letters of the sentence that stand in the heading; the entry below has all of it. */
const MOST = 200;

interface Props {
  readonly id: string;
}

/** One action, with all that is known of it, and what its actor may do with it. */
export function ActionPage({ id }: Props) {
  const session = useSession();
  const { client } = session;
  const now = useNow();
  const {
    value: action,
    error,
    again,
  } = useRequest((signal) => client.action(id, {}, { signal }), [client, id]);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (action === undefined) return <p class="hint">Reading the action …</p>;
  const changed = (next: Action | undefined) => {
    if (next !== undefined) return again();
    const theirs = {
      view: "activity",
      subject: referenceOf(action.actor),
      filters: { role: "actor" },
    } as const;
    location.hash = hrefOf(theirs);
  };
  return (
    <>
      <Heading class="action-title">{shortName(action.summary, MOST)}</Heading>
      <Entry
        action={action}
        now={now}
        position={1}
        count={1}
        day={dayOf(new Date(action.timestamp), now)}
        isWhole
      />
      <ActionFacts action={action} />
      {mayChange(session, action) && (
        <ActionControls
          key={JSON.stringify([action.public, action.description, action.data])}
          action={action}
          onChange={changed}
        />
      )}
    </>
  );
}
