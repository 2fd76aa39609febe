import { useState } from "preact/hooks";
import type { Action } from "../../lib/client/types.ts";
import { referenceOf } from "../names.ts";
import { hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";
import { Field } from "../shell/field.tsx";

interface Props {
  readonly action: Action;
  readonly onChange: () => void;
}

/** What the actor may do with their action: describe it anew, show or hide it, delete it. */
export function ActionControls({ action, onChange }: Props) {
  const { client } = useSession();
  const [description, setDescription] = useState(action.description ?? "");
  const [isSure, setIsSure] = useState(false);
  const [failure, setFailure] = useState("");
  const attempt = async (work: Promise<unknown>, then: () => void) => {
    try {
      await work;
      then();
    } catch (error) {
      setFailure(sayWhy(error));
    }
  };
  const patch = (change: { description?: string | null; public?: boolean }) =>
    attempt(client.patch(action.id, change), onChange);
  const leave = () => {
    const mine = {
      view: "activity",
      subject: referenceOf(action.actor),
      filters: { role: "actor" },
    } as const;
    location.hash = hrefOf(mine);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void patch({ description: description.trim() === "" ? null : description });
  };
  return (
    <form class="action-controls" aria-label="Change this action" onSubmit={submit}>
      <Field
        name="description"
        label="Description"
        hint="What others should know"
        value={description}
        error={[]}
        onInput={setDescription}
      />
      <p class="action-buttons">
        <button type="submit" class="primary">
          Save
        </button>
        <button type="button" onClick={() => void patch({ public: !action.public })}>
          {action.public ? "Make it private" : "Make it public"}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => (isSure ? void attempt(client.delete(action.id), leave) : setIsSure(true))}
        >
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
