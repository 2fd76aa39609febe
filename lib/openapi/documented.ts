import type * as z from "zod";

/** A schema for each named field of what is shown: the compiler finds a missing one, and a wrong type. */
export type Documented<T> = {
  [
    Field in keyof Required<T> as string extends Field ? never : number extends Field ? never : Field
  ]: z.ZodType<T[Field]>;
};
