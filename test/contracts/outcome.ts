import { Again, Stop } from "../../src/reconcile/failure.ts";

/** How a promise ended, in the words of the loop. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "done";
  } catch (failure) {
    if (failure instanceof Again) return "again";
    if (failure instanceof Stop) return `stop: ${failure.reason}`;
    throw failure;
  }
}
