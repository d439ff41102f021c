/** What the looks of the contract tests must have seen. */
export interface TestAddress {
  readonly seen: readonly (number | string)[];
}

export function mergeTestAddresses(older: TestAddress, newer: TestAddress): TestAddress {
  return { seen: [...new Set([...older.seen, ...newer.seen])] };
}
