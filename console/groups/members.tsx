import { useMemo } from "preact/hooks";
import type { Page } from "../../lib/client/list.ts";
import type { ListStoreOptions } from "../../lib/client/store/list-store.ts";
import type { Action } from "../../lib/client/types.ts";
import { hrefOf } from "../route.ts";
import { Failure } from "../shell/failure.tsx";
import { NameLink } from "../entity/name.tsx";
import { ORDER } from "../stream/stream-state.ts";
import { ago, exactly } from "../time.ts";
import { useList } from "../use-store.ts";

interface Props {
  /** How they are read: the same function as long as it is the same group. */
  readonly read: ListStoreOptions<Action, Page<Action>>["read"];
  readonly label: string;
  readonly now: number;
  /** Which of the list are its own; all unless told. */
  readonly keep?: (action: Action) => boolean;
}

/** The actions of an open group, page after page. */
export function Members({ read, label, now, keep = () => true }: Props) {
  const options = useMemo(() => ({ read, order: ORDER }), [read]);
  const { items: all, loaded, hasNext, busy, error, more, again } = useList(options, false);
  const items = all.filter(keep);
  return (
    <div class="members">
      {!loaded && error === undefined && <p class="hint">Reading the actions …</p>}
      {items.length > 0 && (
        <ul aria-label={label} aria-busy={busy}>
          {items.map((action) => (
            <Member key={action.id} action={action} now={now} />
          ))}
        </ul>
      )}
      {loaded && items.length === 0 && !hasNext && (
        <p class="hint">Nothing of it is left: it was taken back meanwhile.</p>
      )}
      {error !== undefined && <Failure error={error} again={again} />}
      {hasNext && (
        <p>
          <button type="button" onClick={more} aria-disabled={busy}>
            {busy ? "Loading…" : "Show more of this group"}
          </button>
        </p>
      )}
    </div>
  );
}

function Member({ action, now }: { readonly action: Action; readonly now: number }) {
  const { id, actor, verb, action_object: object, target, description } = action;
  const time = new Date(action.timestamp);
  return (
    <li class="member">
      <p class="sentence">
        <NameLink entity={actor} /> {verb} {object && <NameLink entity={object} />}
        {object && target && " on "}
        {target && <NameLink entity={target} />}{" "}
        <a class="permalink" href={hrefOf({ view: "action", subject: id })}>
          <time dateTime={action.timestamp} title={exactly(time)}>
            {ago(time, now)}
          </time>
        </a>
      </p>
      {description && (
        <p class="said" dir="auto">
          {description}
        </p>
      )}
    </li>
  );
}
