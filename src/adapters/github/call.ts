import type { Address } from "../../reconcile/address.ts";
import { Stop } from "../../reconcile/failure.ts";
import type { Pace } from "./limiter.ts";
import { isAbsence, isVerdict } from "./sort-failure.ts";

/**
 * One call as data. Nothing is ever sent twice, but for a refused token or a renamed repository.
 */
export interface Call<T> {
  /** `GET /repos/{owner}/{repo}/issues`; owner and repo are filled in from the address. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Reads what came; an answer it cannot read counts as not understood. */
  readonly answer: Reader<T>;
  /** Default: a GET is a read, everything else a quiet write. */
  readonly pace?: Pace;
  /** Asks with the ETag of the last answer; a 304 costs no quota and serves that answer. */
  readonly conditional?: boolean;
  /** A 404 is an ordinary answer here, not worth a log line. */
  readonly mayBeAbsent?: boolean;
  /** Further statuses that are ordinary answers here, such as the 409 of a merge in conflict. */
  readonly expects?: readonly number[];
}

/** A zod schema is one. */
export interface Reader<T> {
  safeParse(data: unknown): { success: true; data: T } | { success: false };
}

export interface Answer<T> {
  readonly data: T;
  /** The Link header, for paging. */
  readonly link: string | undefined;
}

export type Place = Pick<Address, "installation" | "repository" | "name">;

/** What the promise gives, or the fallback when the thing asked for is not there. */
export async function unlessAbsent<T, F>(promise: Promise<T>, fallback: F): Promise<T | F> {
  try {
    return await promise;
  } catch (failure) {
    if (failure instanceof Stop && isAbsence(failure)) return fallback;
    throw failure;
  }
}

/** What the promise gives, or the fallback when GitHub's verdict was one of these statuses. */
export async function unlessAnswered<T, F>(
  promise: Promise<T>,
  statuses: readonly number[],
  fallback: F,
): Promise<T | F> {
  try {
    return await promise;
  } catch (failure) {
    if (isVerdict(failure, statuses)) return fallback;
    throw failure;
  }
}

/** For calls whose answer says nothing we need, but must be GitHub's: JSON, or a 204. */
export const acknowledged: Reader<undefined> = {
  safeParse: (data) =>
    typeof data === "object" || data === undefined
      ? { success: true, data: undefined }
      : { success: false },
};
