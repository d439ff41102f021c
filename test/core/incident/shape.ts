import fc from "fast-check";

/** Plain objects: the fields named are always there, the others sometimes. */
export function shape<T>(model: Model<T>, required: readonly (keyof T)[]): fc.Arbitrary<T> {
  const constraints = { noNullPrototype: true, requiredKeys: required.map(String) };
  const fields: Record<string, fc.Arbitrary<unknown>> = { ...model };
  return fc.record(fields, constraints).map((made) => made as T);
}

export type Model<T> = { readonly [K in keyof Required<T>]: fc.Arbitrary<unknown> };
