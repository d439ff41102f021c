import type { History } from "../../../src/reconcile/repository-port.ts";

/** What a method of the port costs where nothing is cut off; all others cost one call. */
const costs: Partial<Record<keyof History, number>> = { readChecks: 2 };

export function callsMade(calls: readonly { readonly method: keyof History }[]): number {
  return calls.reduce((sum, { method }) => sum + (costs[method] ?? 1), 0);
}
