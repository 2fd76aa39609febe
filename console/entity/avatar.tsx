import { useState } from "preact/hooks";
import type { ShownEntity } from "../../lib/client/types.ts";
import { hueOf, nameOf, pictureOf } from "../names.ts";

type Props = {
  readonly entity: Pick<ShownEntity, "model_type" | "id" | "name" | "avatar_url">;
  readonly large?: boolean;
};

/** Pictures that did not come: they are asked for once. */
const missing = new Set<string>();

/** The entity's picture; until it is there, or where there is none, its first letter on a colour. */
export function Avatar({ entity, large = false }: Props) {
  const [, setIsMissing] = useState(false);
  const letter = /[\p{L}\p{N}]/u.exec(nameOf(entity))?.[0] ?? "·";
  const shape = entity.model_type === "user" ? "round" : "square";
  const picture = pictureOf(entity.avatar_url);
  const onError = () => {
    missing.add(picture ?? "");
    setIsMissing(true);
  };
  return (
    <span class={`monogram hue-${hueOf(entity)} ${shape} ${large ? "large" : ""}`} aria-hidden="true">
      {letter.toUpperCase()}
      {picture !== undefined && !missing.has(picture) && (
        <img
          src={picture}
          alt=""
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          onError={onError}
        />
      )}
    </span>
  );
}
