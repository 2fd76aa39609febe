/** A value of which every field is written, be it `undefined`: the compiler finds one that was forgotten. */
export type Whole<T> = { [Field in keyof Required<T>]: T[Field] };
