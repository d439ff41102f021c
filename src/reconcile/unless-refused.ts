import { Stop } from "./failure.ts";

/**
 * What is read, or why GitHub will not hand over what it has: that is a problem of the file, not
 * of whoever asked for it.
 */
export async function unlessRefused<Result>(reading: Promise<Result>): Promise<Result | Stop> {
  try {
    return await reading;
  } catch (failure) {
    if (failure instanceof Stop && failure.reason !== "gone") return failure;
    throw failure;
  }
}
