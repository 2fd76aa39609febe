import type { Action } from "../../lib/client/types.ts";
import { hrefOf } from "../route.ts";
import { exactly } from "../time.ts";

/** What an entry leaves out: the exact time, who sees it, the data, and where it stands alone. */
export function ActionFacts({ action }: { readonly action: Action }) {
  const { id, timestamp, public: isPublic, data, to } = action;
  return (
    <dl class="action-facts">
      <dt>When</dt>
      <dd>{exactly(new Date(timestamp))}</dd>
      <dt>Who sees it</dt>
      <dd>{isPublic ? "Everybody" : "Its actor, and services"}</dd>
      {to !== undefined && to.length > 0 && (
        <>
          <dt>Also told to</dt>
          <dd>
            {to.map((one) => (
              <a
                class="name"
                key={one.url}
                href={hrefOf({ view: "activity", subject: `${one.model_type}:${one.id}` })}
              >
                <bdi>{one.name ?? one.id}</bdi>{" "}
              </a>
            ))}
          </dd>
        </>
      )}
      <dt>Id</dt>
      <dd>
        <a href={hrefOf({ view: "action", subject: id })}>
          <code>{id}</code>
        </a>
      </dd>
      {data !== null && (
        <>
          <dt>Data</dt>
          <dd>
            <pre tabIndex={0} aria-label="Data">
              {JSON.stringify(data, undefined, 2)}
            </pre>
          </dd>
        </>
      )}
    </dl>
  );
}
