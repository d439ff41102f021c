import type { LintRule } from "../../../../src/core/config/config.ts";
import type { Incident } from "../../../../src/core/incident/incident.ts";
import { lintPostmortem } from "../../../../src/core/postmortem/lint/lint-postmortem.ts";

/** A postmortem nobody has anything to say about; parts of it can be replaced. */
export function postmortemWith(parts: Readonly<Record<string, string>> = {}): string {
  const sections = { ...complete, ...parts };
  const texts = Object.entries(sections).map(([name, text]) => `## ${name}\n\n${text}`);
  return `# Postmortem: checkout\n\n${texts.join("\n\n")}\n`;
}

/** The same without one of its sections. */
export function postmortemWithout(name: string): string {
  const kept = Object.entries(complete).filter(([each]) => each !== name);
  return kept.map(([each, text]) => `## ${each}\n\n${text}`).join("\n\n");
}

const complete: Readonly<Record<string, string>> = {
  Summary: "Card payments failed for 58 minutes.",
  Impact: "One in five customers could not pay.",
  Timeline: [
    "| Date | UTC | What |",
    "| --- | --- | --- |",
    "| 2026-11-22 | 02:35 | declared the incident |",
    "| 2026-11-22 | 03:00 | rolled back |",
    "| 2026-11-22 | 03:15 | resolved |",
  ].join("\n"),
  "What went well": "The rollback took two minutes.",
  "What could improve": "The dashboard hides the queue.",
  "Where we got lucky": "It was night.",
  "Contributing factors": "The queue has no limit.",
  "Action items": "- [ ] Limit the queue · owner @ada · due 2026-12-01",
};

/** What one rule quotes in a text. */
export function quotesOf(rule: LintRule, text: string, incident?: Incident): readonly string[] {
  const given = { rulesOff: [], ...(incident !== undefined && { incident }) };
  return lintPostmortem(text, given)
    .filter((finding) => finding.rule === rule)
    .map(({ quote }) => quote);
}

/** Whether a rule objects to a paragraph below *What could improve*. */
export function objects(rule: LintRule, prose: string, incident?: Incident): boolean {
  return quotesOf(rule, postmortemWith({ "What could improve": prose }), incident).length > 0;
}
