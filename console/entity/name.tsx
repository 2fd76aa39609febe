import type { ShownEntity } from "../../lib/client/types.ts";
import { nameOf, referenceOf } from "../names.ts";
import { hrefOf } from "../route.ts";
import { shortName } from "../text.ts";

type Named = Pick<ShownEntity, "model_type" | "id" | "name">;

/** A name that leads to what it names. Its direction changes nothing around it. */
export function NameLink({ entity }: { readonly entity: Named }) {
  const name = nameOf(entity);
  const short = shortName(name);
  const type = entity.model_type.replaceAll("_", " ");
  return (
    <a
      class={`name name-${entity.model_type}`}
      href={hrefOf({ view: "activity", subject: referenceOf(entity) })}
      title={short === name ? `${type} ${entity.id}` : `${type} ${entity.id}: ${name}`}
    >
      <bdi>{short}</bdi>
    </a>
  );
}
