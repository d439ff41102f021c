import { cut } from "../../std/cut.ts";
import type { Misread } from "../incident/commands.ts";

/** Longest piece of somebody's text that an answer repeats, in UTF-16 units. */
const repeatedText = 100;

/** A command we heard but could not read. */
export function misread(came: string, expected: string, example: string): Misread {
  return {
    kind: "Misread",
    came: cut(came, repeatedText) || "nothing",
    expected,
    example: cut(example, repeatedText),
  };
}
