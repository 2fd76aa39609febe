import { useState } from "preact/hooks";
import type { Action, ActionPatch } from "../../lib/client/types.ts";
import { referenceOf } from "../names.ts";
import { type Session, useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";
import { Field } from "../shell/field.tsx";
import { NO_DATA, dataOf, textOf } from "./data-text.ts";

interface Props {
  readonly action: Action;
  /** Hears what the action is now; nothing: it is deleted. */
  readonly onChange: (action: Action | undefined) => void;
}

/** Its actor may change an action, and so may a service. */
export const mayChange = ({ me, hasToken }: Session, action: Action): boolean =>
  me === undefined ? hasToken : me === referenceOf(action.actor);

/** What the actor may do with their action: describe it anew, show or hide it, delete it. */
export function ActionControls({ action, onChange }: Props) {
  const { client } = useSession();
  const [description, setDescription] = useState(action.description ?? "");
  const [data, setData] = useState(() => textOf(action.data));
  const [isSure, setIsSure] = useState(false);
  const [wrongData, setWrongData] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState("");
  const attempt = async (work: () => Promise<Action | undefined>) => {
    try {
      const now = await work();
      setFailure("");
      onChange(now);
    } catch (error) {
      setFailure(sayWhy(error));
    }
  };
  const patch = (change: ActionPatch) => attempt(() => client.patch(action.id, change));
  const remove = () => attempt(() => client.delete(action.id).then(() => undefined));
  const save = (event: Event) => {
    event.preventDefault();
    const [told, meant] = [description.trim() === "" ? null : description, dataOf(data)];
    setWrongData(meant === undefined ? [NO_DATA] : []);
    const change = {
      ...(told !== action.description && { description: told }),
      ...(data !== textOf(action.data) && { data: meant }),
    };
    if (meant !== undefined && Object.keys(change).length > 0) void patch(change as ActionPatch);
  };
  const id = `change-${action.id}`;
  return (
    <form class="action-controls" aria-label="Change this action" noValidate onSubmit={save}>
      <Field
        name="description"
        id={id}
        label="Description"
        hint="What others should know"
        value={description}
        error={[]}
        rows={3}
        onInput={setDescription}
      />
      <Field
        name="data"
        id={id}
        label="Data"
        hint='{"commits": 3}, or nothing'
        value={data}
        error={wrongData}
        rows={data === "" ? 1 : 4}
        onInput={setData}
      />
      <p class="action-buttons">
        <button type="submit" class="primary">
          Save
        </button>
        <button type="button" onClick={() => void patch({ public: !action.public })}>
          {action.public ? "Make it private" : "Make it public"}
        </button>
        <button type="button" class="danger" onClick={() => (isSure ? void remove() : setIsSure(true))}>
          {isSure ? "Delete it for good" : "Delete"}
        </button>
      </p>
      {failure !== "" && (
        <p class="wrong" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}
