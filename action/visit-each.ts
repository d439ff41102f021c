import type { Address } from "../src/reconcile/address.ts";
import { Stop } from "../src/reconcile/failure.ts";
import { Failed } from "./running.ts";

/**
 * Visits one after the other; one that fails does not hold up the others. Gives what failed, to be
 * thrown once everything else is told.
 */
export async function visitEach(
  addresses: readonly Address[],
  visit: (address: Address) => Promise<void>,
): Promise<Failed | undefined> {
  const failed: string[] = [];
  for (const address of addresses) {
    try {
      await visit(address);
    } catch (failure) {
      if (!(failure instanceof Failed || failure instanceof Stop)) throw failure;
      failed.push(`#${address.issue}: ${failure.message}`);
    }
  }
  return failed.length > 0 ? new Failed(failed.join("\n")) : undefined;
}
