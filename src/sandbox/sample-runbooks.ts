import { builtInRunbooks } from "../adapters/runbooks/built-in-runbooks.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { readRunbook } from "../core/runbook/read-runbook.ts";
import type { FoundRunbook } from "../core/runbook/runbook.ts";
import { sampleStamp } from "./sample-incident.ts";

/** Ours, as an incident is handed them. */
export const sampleRunbooks: readonly FoundRunbook[] = builtInRunbooks().flatMap(
  ({ name, text }) => {
    const read = readRunbook(name.replace(/\.md$/, ""), text);
    return "runbook" in read ? [{ ...read.runbook, from: "built-in" as const }] : [];
  },
);

const badDeploy = sampleRunbooks.find(({ name }) => name === "bad-deploy");

const runbookSaid = { by: "ada", commentId: 1002 };

export const runbookFollowed: readonly IncidentEvent[] = [
  {
    kind: "RunbookPosted",
    stamp: sampleStamp(0, 1000),
    ...runbookSaid,
    name: "bad-deploy",
    title: badDeploy?.title ?? "",
    steps: (badDeploy?.steps ?? []).map(({ plain }) => plain),
  },
  ...([1, 2, 3] as const).map(
    (step): IncidentEvent => ({
      kind: "RunbookStepMarked",
      stamp: sampleStamp(20 + step, 1020 + step),
      ...runbookSaid,
      step,
      text: badDeploy?.steps[step - 1]?.plain ?? "",
      to: step === 3 ? "skipped" : "done",
      ...(step === 3 && { note: "one replica only" }),
      ticked: false,
    }),
  ),
];
