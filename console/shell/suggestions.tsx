import { nameOf, referenceOf } from "../names.ts";
import { useSession } from "../session.tsx";
import { useSuggestions } from "../suggestions.ts";

interface Props {
  readonly id: string;
  /** What stands in the field so far. */
  readonly text: string;
}

/** The entities that a field may mean, for its `list`. */
export function Suggestions({ id, text }: Props) {
  const { client } = useSession();
  return (
    <datalist id={id}>
      {useSuggestions(client, text).map((entity) => (
        <option key={referenceOf(entity)} value={referenceOf(entity)}>
          {nameOf(entity)}
        </option>
      ))}
    </datalist>
  );
}
