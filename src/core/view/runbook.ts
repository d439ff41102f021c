import { stepsAsTasks } from "../runbook/checklist.ts";
import type { Runbook } from "../runbook/runbook.ts";
import { line } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

export interface ChecklistGiven {
  readonly runbook: Runbook;
  /** Why it was chosen, in words; absent when somebody asked for it. */
  readonly why?: string | undefined;
  readonly templates: Templates;
}

/** A runbook as a comment with a box for each step; who ticked is on the timeline. */
export function renderChecklist({ runbook, why, templates }: ChecklistGiven): string {
  return fill(templates.runbook, runbookView(runbook, why));
}

export function runbookView(runbook: Runbook, why?: string): View {
  return {
    title: line(runbook.title, 120),
    why: why === undefined ? "" : line(why, 300),
    symptoms: runbook.symptoms.map((symptom) => `- ${symptom}`).join("\n"),
    steps: stepsAsTasks(runbook),
  };
}
