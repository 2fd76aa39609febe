import { useRef, useState } from "preact/hooks";
import { door } from "../door.ts";
import { useRequest } from "../use-request.ts";
import { Avatar } from "../entity/avatar.tsx";
import { entityOf, nameOf } from "../names.ts";
import { hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";

/** Who reads and acts, and how to be somebody else. */
export function WhoMenu() {
  const { client, me, hasToken, isLocal, become, use, leave } = useSession();
  // Without a name, or an answer, the id will do.
  const { value: user } = useRequest(
    async () => (me === undefined ? undefined : client.entity(me)),
    [client, me],
  );
  const panel = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    const given = text.trim();
    if (given === "") return;
    setText("");
    panel.current?.hidePopover();
    if (!isLocal) return use(given);
    const id = given.replace(/^user:/, "");
    become(id);
    location.hash = hrefOf({ view: "feed", subject: `user:${id}` });
  };
  const entity = user ?? entityOf(me ?? "service:·");
  const who = me === undefined ? (hasToken ? "A service" : "Nobody yet") : nameOf(entity);
  return (
    <>
      <button type="button" class="who-button" popovertarget="who">
        <Avatar entity={entity} />
        <span class="unseen">You are </span>
        <bdi class="who-name">{who}</bdi>
        <span class="unseen">. Be somebody else</span>
      </button>
      <div class="panel" id="who" popover="auto" ref={panel}>
        {door !== undefined ? (
          <p>
            <button type="button" class="primary" onClick={() => (hasToken ? leave() : void door?.enter())}>
              {hasToken ? "Sign out" : "Sign in"}
            </button>
          </p>
        ) : (
          <form onSubmit={submit}>
            <label>
              {isLocal ? "Act as the user" : "Token of a user, or key of a service"}
              <input
                value={text}
                {...(isLocal
                  ? ({ type: "text", placeholder: "alice" } as const)
                  : ({ type: "password" } as const))}
                autocapitalize="off"
                autocomplete="off"
                spellcheck={false}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            </label>
            <button type="submit" class="primary">
              {isLocal ? "Switch user" : "Use it"}
            </button>
            <p class="hint">
              {isLocal
                ? "On your own machine you can be anybody: a user exists as soon as they act."
                : "It stays in this tab and is sent to this service alone."}
            </p>
          </form>
        )}
      </div>
    </>
  );
}
