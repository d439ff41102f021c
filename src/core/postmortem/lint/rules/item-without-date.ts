import { type Rule, shortQuote } from "../finding.ts";

/** What is due some day is never due. */
export const itemWithoutDate: Rule = {
  title: "Action item without a date",
  find: (text) =>
    text.items
      .filter(({ settled, hasDate }) => !settled && !hasDate)
      .map((row) => ({
        line: row.line,
        quote: shortQuote(row.text),
        why: "It says no day, so nobody can be reminded of it in time.",
        suggestion: "Write the day into the row, such as `due 2026-08-15`.",
      })),
};
