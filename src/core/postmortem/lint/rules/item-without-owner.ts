import { type Rule, shortQuote } from "../finding.ts";

/** What everybody is to do, nobody does. */
export const itemWithoutOwner: Rule = {
  title: "Action item without an owner",
  find: (text) =>
    text.items
      .filter(({ settled, hasOwner }) => !settled && !hasOwner)
      .map((row) => ({
        line: row.line,
        quote: shortQuote(row.text),
        why: "Nobody is named who sees to it.",
        suggestion: "Write one person's login into the row, such as `owner @jane`.",
      })),
};
