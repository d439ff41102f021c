import type { LintRule } from "../../config/config.ts";
import type { Rule } from "./finding.ts";
import { blame } from "./rules/blame.ts";
import { counterfactual } from "./rules/counterfactual.ts";
import { emptySection } from "./rules/empty-section.ts";
import { itemWithoutDate } from "./rules/item-without-date.ts";
import { itemWithoutOwner } from "./rules/item-without-owner.ts";
import { itemWithoutVerb } from "./rules/item-without-verb.ts";
import { missingMilestone } from "./rules/missing-milestone.ts";
import { noActionItems } from "./rules/no-action-items.ts";
import { timelineGap } from "./rules/timeline-gap.ts";

/** All rules, in the order in which a review tells of them. */
export const ruleTable: Readonly<Record<LintRule, Rule>> = {
  "empty-section": emptySection,
  "timeline-gap": timelineGap,
  "missing-milestone": missingMilestone,
  "no-action-items": noActionItems,
  "item-without-owner": itemWithoutOwner,
  "item-without-date": itemWithoutDate,
  "item-without-verb": itemWithoutVerb,
  blame,
  counterfactual,
};
