import { type Rule, shortQuote } from "../finding.ts";
import { namesAnAction } from "../words/names-an-action.ts";

/** A wish cannot be ticked off. */
export const itemWithoutVerb: Rule = {
  title: "Action item that names no action",
  find: (text) =>
    text.items
      .filter(({ settled, text: words }) => !settled && !namesAnAction(words))
      .map((row) => ({
        line: row.line,
        quote: shortQuote(row.text),
        why: "It names a thing or a wish, so nobody can tell when it is done.",
        suggestion: "Begin with what somebody does, such as `Add an alert on queue length`.",
      })),
};
