import { useRequest } from "../use-request.ts";
import { referenceOf } from "../names.ts";
import { useSession } from "../session.tsx";
import { Failure } from "../shell/failure.tsx";
import { Heading } from "../shell/heading.tsx";
import { Entry } from "../stream/entry.tsx";
import { exactly, useNow } from "../time.ts";
import { ActionControls } from "./action-controls.tsx";

interface Props {
  readonly id: string;
}

/** One action, with all that is known of it, and what its actor may do with it. */
export function ActionPage({ id }: Props) {
  const { client, me } = useSession();
  const now = useNow();
  const {
    value: action,
    error,
    again,
  } = useRequest((signal) => client.action(id, {}, { signal }), [client, id]);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (action === undefined) return <p class="hint">Reading the action …</p>;
  return (
    <>
      <Heading class="action-title">{action.summary}</Heading>
      <Entry action={action} now={now} position={1} count={1} day={exactly(new Date(action.timestamp))} />
      <dl class="action-facts">
        <dt>Id</dt>
        <dd>
          <code>{action.id}</code>
        </dd>
        <dt>Who sees it</dt>
        <dd>{action.public ? "Everybody" : "Its actor, and services"}</dd>
        {action.data !== null && (
          <>
            <dt>Data</dt>
            <dd>
              <pre tabIndex={0}>{JSON.stringify(action.data, undefined, 2)}</pre>
            </dd>
          </>
        )}
      </dl>
      {me === referenceOf(action.actor) && (
        <ActionControls key={`${action.public} ${action.description}`} action={action} onChange={again} />
      )}
    </>
  );
}
