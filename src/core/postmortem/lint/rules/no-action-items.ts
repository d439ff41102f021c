import { spanOf } from "../../../thread/blocks.ts";
import { sectionNames } from "../../sections.ts";
import type { Rule } from "../finding.ts";
import { sectionsOf } from "../manuscript.ts";

/** An incident that changes nothing was for nothing. */
export const noActionItems: Rule = {
  title: "No action items",
  find: (text, { incident }) => {
    if (text.items.length + (incident?.actionItems.length ?? 0) > 0) return [];
    const heading = sectionsOf(text, "actionItems")[0]?.heading;
    return [
      {
        line: heading === undefined ? 1 : text.lineAt(spanOf(heading)[0]),
        quote: sectionNames.actionItems,
        why: "Nothing is promised, so the same can happen again in the same way.",
        suggestion:
          "Add one below this heading, such as `- [ ] Alert on queue length @jane 2026-08-15`, " +
          "or write `/action Alert on queue length @jane due=5d` in a comment.",
      },
    ];
  },
};
