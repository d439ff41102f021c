import { Stop } from "../failure.ts";
import { Cannot } from "./cannot.ts";

/** GitHub refuses a tree, read or written, only when it is more than it takes. */
export async function unlessTooLarge<T>(treeWork: Promise<T>): Promise<T> {
  try {
    return await treeWork;
  } catch (failure) {
    if (failure instanceof Stop && failure.reason === "refused") {
      throw new Cannot("too-large", failure.message);
    }
    throw failure;
  }
}
