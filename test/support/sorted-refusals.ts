import { Again, Stop } from "../../src/reconcile/failure.ts";
import { Refusal } from "../../src/sandbox/github/model/refusal.ts";

/** What GitHub refuses, sorted as the real adapter sorts it. */
export function sorted<T>(act: () => T): T {
  try {
    return act();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { status } = refusal;
    const message = wordsOf(refusal);
    if (status === 401 || status === 409 || status >= 500) throw new Again(message);
    if (status === 404 || status === 410) throw new Stop("gone", message);
    throw new Stop(status === 403 ? "forbidden" : "refused", message);
  }
}

/** The same, but undefined for what is not there. */
export function unlessAbsent<T>(act: () => T): T | undefined {
  return unlessRefused([404, 410], act);
}

/** The same, but undefined for these statuses. */
export function unlessRefused<T>(statuses: readonly number[], act: () => T): T | undefined {
  try {
    return act();
  } catch (refusal) {
    if (refusal instanceof Refusal && statuses.includes(refusal.status)) return undefined;
    if (refusal instanceof Stop && refusal.reason === "gone" && statuses.includes(404)) {
      return undefined;
    }
    return sorted(() => {
      throw refusal;
    });
  }
}

/** Whether the refusal has this status and says these words. */
export function refusedWith(refusal: unknown, status: number, words: RegExp): boolean {
  return refusal instanceof Refusal && refusal.status === status && words.test(wordsOf(refusal));
}

function wordsOf({ message, errors = [] }: Refusal): string {
  return [message, ...errors.flatMap((error) => error.message ?? [])].join("; ");
}
