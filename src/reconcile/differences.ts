import type { IncidentRecord, Shown } from "../core/card/record.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { isManaged, plainLabel } from "./own-labels.ts";
import type { Issue } from "./ports.ts";
import type { Settings } from "./settings.ts";

/** What differs between what GitHub shows and what we last made it show. */
export type Difference =
  | { readonly kind: "label"; readonly name: string; readonly present: boolean }
  | { readonly kind: "assignee"; readonly login: string; readonly present: boolean }
  | { readonly kind: "state"; readonly state: "open" | "closed" };

/** Everything that differs from what we last made GitHub show. */
export function differencesOf(
  issue: Issue,
  { shown }: Pick<IncidentRecord, "shown">,
  settings: Settings,
): readonly Difference[] {
  return [
    ...labelDifferences(issue, shown, settings),
    ...assigneeDifferences(issue, shown),
    ...(issue.state === shown.state ? [] : [{ kind: "state" as const, state: issue.state }]),
  ];
}

/** The last gesture on something that people did again after we had put it back. */
export function yieldedTo(yielded: readonly string[], key: string): number | undefined {
  const found = yielded.findLast((one) => keyOfYielded(one) === key);
  if (found === undefined) return undefined;
  const id = Number(found.slice(key.length + 1));
  return found.length === key.length ? Number.POSITIVE_INFINITY : id;
}

export function keyOfYielded(yielded: string): string {
  return yielded.replace(/@\d+$/, "");
}

/** A short name of what was touched, kept with refusals: `label:sev1:true`. */
export function keyOfDifference(difference: Difference): string {
  switch (difference.kind) {
    case "label":
      return `label:${difference.name}:${difference.present}`;
    case "assignee":
      return `assignee:${difference.login}:${difference.present}`;
    case "state":
      return `state:${difference.state}`;
    default:
      return difference satisfies never;
  }
}

function labelDifferences(issue: Issue, shown: Shown, settings: Settings): readonly Difference[] {
  const ours = shown.labels.map(plainLabel);
  const present = issue.labels.map(plainLabel);
  const added = issue.labels.filter(
    (label) => isManaged(label, settings) && !ours.includes(plainLabel(label)),
  );
  const removed = shown.labels.filter(
    (label) => isManaged(label, settings) && !present.includes(plainLabel(label)),
  );
  return [
    ...added.map((name) => ({ kind: "label" as const, name, present: true })),
    ...removed.map((name) => ({ kind: "label" as const, name, present: false })),
  ];
}

function assigneeDifferences(issue: Issue, shown: Shown): readonly Difference[] {
  const added = issue.assignees.filter(
    (login) => !shown.assignees.some((one) => sameLogin(one, login)),
  );
  const removed = shown.assignees.filter(
    (login) => !issue.assignees.some((one) => sameLogin(one, login)),
  );
  return [
    ...added.map((login) => ({ kind: "assignee" as const, login, present: true })),
    ...removed.map((login) => ({ kind: "assignee" as const, login, present: false })),
  ];
}
