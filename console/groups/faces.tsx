import type { ShownEntity } from "../../lib/client/types.ts";
import { Avatar } from "../entity/avatar.tsx";
import { referenceOf } from "../names.ts";
import { VerbIcon } from "../stream/icons.tsx";

interface Props {
  readonly actors: readonly ShownEntity[];
  readonly verb: string;
}

/** Who did it, the newest in front. */
export function Faces({ actors, verb }: Props) {
  return (
    <div class="faces" aria-hidden="true">
      {actors.map((actor) => (
        <Avatar key={referenceOf(actor)} entity={actor} />
      ))}
      <VerbIcon verb={verb} />
    </div>
  );
}
