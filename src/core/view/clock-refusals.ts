import type { Refusal } from "../incident/refusal.ts";
import { code } from "./quoting.ts";
import type { RefusalWords } from "./refusal-words.ts";

type Of<C extends Refusal["code"]> = Extract<Refusal, { code: C }>;

export function notMitigatedWords(): RefusalWords {
  return {
    why: "There is nothing to watch yet: it still hurts.",
    next: `The watch begins with ${code("/mitigated", 20)}`,
  };
}

/** Nothing is sent that its sender has not read. */
export function noDraftWords({ draft }: Of<"no-draft">): RefusalWords {
  return {
    why: "No draft was offered since the last update. From the timeline it would be:",
    next: code(`/update ${draft}`, 700),
  };
}

export function noPolicyWords(): RefusalWords {
  return {
    why: `There is no ${code("escalation", 20)} in ${code(".github/allclear.yml", 40)}, so nobody was paged.`,
    next: `To page somebody by name: ${code("/page @login", 20)}`,
  };
}

export function tooManyRemindersWords({ most }: Of<"too-many-reminders">): RefusalWords {
  return { why: `${most} reminders wait here already; that is the most.`, next: "" };
}
