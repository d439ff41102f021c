/** The headings of a postmortem, as our template writes them. */
export const sectionNames = {
  summary: "Summary",
  impact: "Impact",
  facts: "Facts",
  timeline: "Timeline",
  mitigations: "Suspects and mitigations",
  wentWell: "What went well",
  couldImprove: "What could improve",
  lucky: "Where we got lucky",
  factors: "Contributing factors",
  questions: "Questions that help",
  actionItems: "Action items",
} as const;

export type SectionKey = keyof typeof sectionNames;

/** How the last paragraph of a postmortem begins: a lost section goes above it. */
export const finishStart = "When it is written";

/** Whether a paragraph, as plain text, is that last one. */
export function isFinish(paragraph: string): boolean {
  return plain(paragraph).startsWith(plain(finishStart));
}

/** Whether a heading, as plain text, is that of a section; people write it in their way. */
export function isHeadingOf(section: SectionKey, heading: string): boolean {
  return plain(heading) === plain(sectionNames[section]);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
