import { Stop } from "../../reconcile/failure.ts";
import { acknowledged, type Place, unlessAbsent } from "./call.ts";
import { isAbsence } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

/**
 * GitHub sometimes hides what a permission is missing for. A list that is not there although its
 * repository is, is forbidden.
 */
export async function forbiddenIfHidden<T>(wire: Wire, place: Place, list: Promise<T>): Promise<T> {
  try {
    return await list;
  } catch (failure) {
    if (!(failure instanceof Stop && isAbsence(failure))) throw failure;
    const repository = wire.inRepository(place, {
      route: "GET /repos/{owner}/{repo}",
      answer: acknowledged,
      mayBeAbsent: true,
    });
    if ((await unlessAbsent(repository, undefined)) === undefined) throw failure;
    throw new Stop("forbidden", failure.message, { cause: failure.cause });
  }
}
