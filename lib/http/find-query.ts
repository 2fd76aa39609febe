import * as z from "zod/mini";
import { fold } from "../domain/find.ts";
import { characters } from "../domain/text.ts";
import { limitUpTo } from "./list.ts";

const [MOST, LONGEST] = [50, 64];

export const findParameters = {
  prefix: z.string().check(
    z.refine((text) => characters(text) <= LONGEST, `must have 1 to ${LONGEST} characters`),
    z.refine((text) => fold(text) !== "", "must have more than marks"),
  ),
  limit: limitUpTo(MOST),
};
