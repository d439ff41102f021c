import { parseBlocks } from "../thread/markdown.ts";
import { type Runbook, type Step, stepSections } from "./runbook.ts";

/** About as long as the steps become as boxes, in UTF-16 units. */
export function checklistLength(steps: readonly Step[]): number {
  return steps.reduce((sum, { text }) => sum + text.length + 2 * text.split("\n").length + 20, 0);
}

/** The steps as boxes to tick, numbered through all sections: `- [ ] **3.** Restart one pod.` */
export function stepsAsTasks({ steps }: Pick<Runbook, "steps">): string {
  const parts = stepSections.flatMap((section) => {
    const rows = steps.flatMap((step, index) =>
      step.section === section ? [taskOf(step, index + 1)] : [],
    );
    return rows.length === 0 ? [] : [`#### ${section}\n\n${rows.join("\n")}`];
  });
  return parts.join("\n\n");
}

function taskOf({ text }: Step, number: number): string {
  // What is no paragraph must not stand on the line of the box, or it would no longer be one.
  const gap = startsParagraph(text) ? " " : "\n\n";
  const lines = `**${number}.**${gap}${text}`.split("\n");
  const indented = lines.map((line, at) => (at === 0 || line.trim() === "" ? line : `  ${line}`));
  return `- [ ] ${indented.join("\n")}`;
}

function startsParagraph(text: string): boolean {
  const [first = ""] = text.split(/\n[ \t]*\n/, 1);
  return parseBlocks(first).children[0]?.type === "paragraph";
}
