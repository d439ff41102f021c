/** What stands in a section until somebody writes it. */
export const prompts = {
  summary: "Two or three sentences: what broke, for whom, for how long, and what ended it.",
  impact: "Who noticed what? Count it where you can: people, requests, orders, money, data.",
  wentWell:
    "What helped, so that it happens again: an alert, a runbook, a quick rollback, a habit.",
  couldImprove: "What cost time or was hard to see, to find or to decide?",
  lucky: "What kept it from getting worse that nobody had planned?",
  factors:
    "Rarely one cause: which conditions had to come together, in code, settings, tools and process?",
} as const;

/** How a row of the checklist is written, and what ticking it does. */
export const checklistHint =
  "One row each: `- [ ] what is to be done · owner name · due 2026-08-15 · prevent · verified when " +
  "…`. The types are prevent, detect, mitigate and process. A tick says that it is done; " +
  '`/wontdo 3 reason="…"` drops one.';

/** Blameless ones: they ask what and how, never who. */
export const questions: readonly string[] = [
  "What was expected to happen, and what happened instead?",
  "How did it become visible, and what would have shown it earlier?",
  "What did people see and know when they decided, and why did that make sense then?",
  "How did the change get through review, tests and rollout?",
  "What made it take as long as it took: finding it, deciding, or fixing it?",
  "How far could it have spread, and what stopped it?",
  "What else is built the same way?",
];

/** Whether a paragraph or list item is still our own prompt: for a reader it is empty. */
export function isPrompt(text: string): boolean {
  return known.has(plain(text));
}

function plain(text: string): string {
  return text
    .replace(/[\\_*`]/g, "")
    .replace(/^\s*(?:[-+]|\d{1,9}[.)])\s+/, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

const known: ReadonlySet<string> = new Set(
  [...Object.values(prompts), checklistHint, ...questions].map(plain),
);
