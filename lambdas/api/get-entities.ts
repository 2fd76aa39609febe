import * as z from "zod/mini";
import { entityKey, entityText } from "../../lib/domain/entity.ts";
import { ok } from "../../lib/http/answer.ts";
import { presentCounted } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { lookUpEntities } from "../../lib/store/entities/counted-entities.ts";

const MOST = 100;
const ADDRESS_BYTES = 8 * 1024;
const SIZE_RULE = `must be given 1 to ${MOST} times`;

const query = z.strictObject({
  ref: z.array(entityText).check(z.minLength(1, SIZE_RULE), z.maxLength(MOST, SIZE_RULE)),
});

export const handler = route(
  "get-entities",
  { query, addressBytes: ADDRESS_BYTES },
  async ({ table, links, query: { ref: refs } }) => {
    const found = await lookUpEntities(table, refs);
    const results = refs.map((ref) => {
      const counted = found.get(entityKey(ref));
      return counted === undefined ? null : presentCounted(links, ref, counted);
    });
    return ok({ results });
  },
);
