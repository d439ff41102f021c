import type { StepState } from "../../incident/mitigation.ts";
import { afterWords } from "../arguments.ts";
import { readItemNumber } from "../item-number.ts";
import { misread } from "../misread.ts";
import { plainLabel } from "../phone-text.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = "/step 3 done";
const expectedState = "done, skip, failed or open after the number";

const states: ReadonlyMap<string, StepState> = new Map([
  ["done", "done"],
  ["skip", "skipped"],
  ["skipped", "skipped"],
  ["fail", "failed"],
  ["failed", "failed"],
  ["open", "open"],
  ["undo", "open"],
]);

/** `/step`: what became of a step of the runbook. */
export const step: SlashCommand = {
  verb: "step",
  aliases: [],
  summary: "Marks a step of the runbook that is followed, with an optional note.",
  usage: ["/step 3 done|skip|failed [note]", "/step 3 undo"],
  permission: ["triage"],
  examples: [example, "/step 4 skip there is only one replica", "/step 5 failed it timed out"],
  parse: ({ text, words: [first = "", second = ""] }) => {
    const number = readItemNumber(plainLabel(first));
    if (number === undefined) return misread(text || "no number", "the number of a step", example);
    const to = states.get(plainLabel(second).toLowerCase());
    if (to === undefined) return misread(second || "no state", expectedState, example);
    const note = afterWords(text, 2);
    return { kind: "MarkStep", step: number, to, ...(note !== "" && { note }) };
  },
};
