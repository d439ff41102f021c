/** What was found for the name of a runbook. */
export type RunbookChoice =
  | { readonly kind: "found"; readonly name: string }
  /** There is none of that name; these are there. */
  | { readonly kind: "unknown"; readonly names: readonly string[] };
