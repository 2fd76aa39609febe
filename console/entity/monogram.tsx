import type { ShownEntity } from "../../lib/client/types.ts";
import { hueOf, nameOf } from "../names.ts";

type Props = { readonly entity: Pick<ShownEntity, "model_type" | "id" | "name">; readonly large?: boolean };

/**
 * The first letter on a colour of its own. Pictures from elsewhere are not loaded: they would tell who reads
 * what.
 */
export function Monogram({ entity, large = false }: Props) {
  const letter = /[\p{L}\p{N}]/u.exec(nameOf(entity))?.[0] ?? "·";
  const shape = entity.model_type === "user" ? "round" : "square";
  return (
    <span class={`monogram hue-${hueOf(entity)} ${shape} ${large ? "large" : ""}`} aria-hidden="true">
      {letter.toUpperCase()}
    </span>
  );
}
