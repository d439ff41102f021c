import fc from "fast-check";

/** Plain objects: the fields named are always there, the others sometimes. */
export function shape<T>(model: Model<T>, required: readonly (keyof T)[]): fc.Arbitrary<T> {
  const constraints = { noNullPrototype: true, requiredKeys: [...required] as never[] };
  const fields = model as Record<string, fc.Arbitrary<unknown>>;
  return fc.record(fields, constraints) as unknown as fc.Arbitrary<T>;
}

export type Model<T> = { readonly [K in keyof Required<T>]: fc.Arbitrary<unknown> };
