import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemError } from "../../lib/client/client.ts";
import type { Action, NewAction } from "../../lib/client/types.ts";
import { NO_DATA, dataOf } from "../action/data-text.ts";
import { entityOf } from "../names.ts";
import { useSession } from "../session.tsx";
import { shortName } from "../text.ts";
import { Field } from "./field.tsx";
import { sayWhy } from "./failure.tsx";
import { Suggestions } from "./suggestions.tsx";
import { useVerbs } from "./verbs.ts";

const EMPTY = { actor: "", verb: "", action_object: "", target: "", description: "", data: "" };

interface Props {
  readonly target: string;
  readonly onClose: () => void;
  readonly onPosted: (action: Action) => void;
}

/** Posts an action. What the service refuses is told at the field it is about. */
export function Compose({ target, onClose, onPosted }: Props) {
  const { client, me } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [values, setValues] = useState({ ...EMPTY, target });
  const [isPublic, setIsPublic] = useState(true);
  const [error, setError] = useState<unknown>();
  const [isWrongData, setIsWrongData] = useState(false);
  const verbs = useVerbs(client, me);
  const [busy, setBusy] = useState(false);
  // The same form sent again after a lost answer is the same action.
  const sent = useRef({ body: "", key: "" });
  useEffect(() => dialog.current?.showModal(), []);

  const post = async () => {
    const { data: text, ...parts } = values;
    const data = dataOf(text);
    setIsWrongData(data === undefined);
    if (data === undefined) return focusWrong();
    const given = Object.entries(parts).filter(([, value]) => value.trim() !== "");
    const action = {
      verb: "",
      ...Object.fromEntries(given),
      ...(data !== null && { data }),
      ...(!isPublic && { public: false }),
    } as NewAction;
    const body = JSON.stringify(action);
    if (sent.current.body !== body)
      sent.current = { body, key: Array.from(crypto.getRandomValues(new Uint32Array(4))).join("-") };
    setBusy(true);
    try {
      onPosted(await client.post(action, { idempotencyKey: sent.current.key }));
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
      focusWrong();
    }
  };
  const focusWrong = () =>
    void requestAnimationFrame(() =>
      dialog.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  const errors = [
    ...(error instanceof ProblemError ? error.errors : []),
    ...(isWrongData ? [{ path: "data", message: NO_DATA }] : []),
  ];
  const field = (name: keyof typeof EMPTY, label: string, hint: string, list?: string) => (
    <Field
      name={name}
      label={label}
      hint={hint}
      list={list}
      {...(name === "description" && { rows: 3 })}
      {...(name === "data" && { rows: 2 })}
      value={values[name]}
      error={errors.filter(({ path }) => path.split(".")[0] === name).map(({ message }) => message)}
      onInput={(value) => setValues((now) => ({ ...now, [name]: value }))}
    />
  );
  return (
    <dialog class="compose" ref={dialog} aria-labelledby="compose-title" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void post();
        }}
      >
        <h2 id="compose-title">Post an action</h2>
        {error !== undefined && errors.length === 0 && (
          <p class="wrong" role="alert">
            {sayWhy(error)}
          </p>
        )}
        {me === undefined && field("actor", "Actor", "user:alice", "found-actor")}
        {field("verb", "Verb", "pushed", "verbs")}
        <datalist id="verbs">
          {verbs.map((verb) => (
            <option key={verb} value={verb} />
          ))}
        </datalist>
        {field("action_object", "Object", "commit:4f2a, or nothing", "found-action_object")}
        {field("target", "Target", "repository:crython, or nothing", "found-target")}
        {(["actor", "action_object", "target"] as const).map((name) => (
          <Suggestions key={name} id={`found-${name}`} text={values[name]} />
        ))}
        {field("description", "Description", "What others should know, or nothing")}
        <details open={values.data !== "" || isWrongData}>
          <summary>Data</summary>
          {field("data", "Data", '{"commits": 3}')}
        </details>
        <Preview me={me} values={values} />
        <label class="check">
          <input
            type="checkbox"
            checked={isPublic}
            onChange={(event) => setIsPublic(event.currentTarget.checked)}
          />
          Public
        </label>
        <p class="hint">
          {isPublic ? "Everybody sees it." : "Only you and services see it, among your own actions."}
        </p>
        <p class="form-end">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary" aria-disabled={busy}>
            {busy ? "Posting…" : "Post"}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** The sentence that the parts make, as streams will tell it. */
function Preview({ me, values }: { readonly me: string | undefined; readonly values: typeof EMPTY }) {
  const { actor, verb, action_object: object, target } = values;
  if (verb.trim() === "") return null;
  const word = (reference: string) =>
    shortName(reference.includes(":") ? entityOf(reference).id : reference, 40);
  const words = [word(me ?? actor), shortName(verb), word(object), object && target && "on", word(target)];
  return (
    <p class="preview" aria-label="It will read">
      {words
        .filter((one) => one !== "")
        .map((one, index) => (
          <span key={index}>
            <bdi>{one}</bdi>{" "}
          </span>
        ))}
    </p>
  );
}
