/** A value with every field written, even if `undefined`: the compiler finds a forgotten one. */
export type Whole<T> = { [Field in keyof Required<T>]: T[Field] };
