import type { Refusal } from "../incident/refusal.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import type { RefusalWords } from "./refusal-words.ts";

type Of<C extends Refusal["code"]> = Extract<Refusal, { code: C }>;

export function notMitigatedWords(): RefusalWords {
  return {
    why: "There is nothing to watch yet: it still hurts.",
    next: `The watch begins with ${code("/mitigated", 20)}`,
  };
}

export function unknownPolicyWords({ came, policies }: Of<"unknown-policy">): RefusalWords {
  const names = policies.map((name) => line(name, 60));
  const listed = rowsWithin(names, { characters: 1500, more: (left) => `and ${left} more` });
  return {
    why: `${code(came, 60)} is no policy here. There are: ${listed.join(", ")}.`,
    next: `For example ${code(`/page ${policies[0] ?? "default"}`, 60)}`,
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
