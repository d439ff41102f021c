import { type Level, levelOfLabel } from "../core/config/ladder.ts";
import { isStatus, type Status } from "../core/incident/lifecycle.ts";
import type { Issue } from "./ports.ts";
import type { Settings } from "./settings.ts";

type Configured = Pick<Settings, "config">;

/** Labels are compared without case and surrounding space. */
export function plainLabel(label: string): string {
  return label.trim().toLowerCase();
}

/** Labels that mean something to us: the incident label, severities and statuses. */
export function isManaged(label: string, { config }: Configured): boolean {
  const plain = plainLabel(label);
  return (
    plain === plainLabel(config.labels.incident) ||
    statusOfLabel(label, { config }) !== undefined ||
    levelOfLabel(config.ladder, config.labels, label) !== undefined
  );
}

/** The status a label of ours stands for. */
export function statusOfLabel(label: string, { config }: Configured): Status | undefined {
  const prefix = plainLabel(config.labels.statusPrefix);
  const plain = plainLabel(label);
  if (!plain.startsWith(prefix)) return undefined;
  const word = plain.slice(prefix.length).trim();
  return isStatus(word) ? word : undefined;
}

/** The severity that stands on an issue, ours or a bare `sev1`. */
export function severityShown(
  issue: Pick<Issue, "labels">,
  { config }: Configured,
): Level | undefined {
  return issue.labels
    .map((label) => levelOfLabel(config.ladder, config.labels, label))
    .find((level) => level !== undefined);
}

/** The status that stands on an issue. */
export function statusShown(
  issue: Pick<Issue, "labels">,
  settings: Configured,
): Status | undefined {
  return issue.labels
    .map((label) => statusOfLabel(label, settings))
    .find((status) => status !== undefined);
}

export function hasLabel(issue: Pick<Issue, "labels">, name: string): boolean {
  return issue.labels.some((label) => plainLabel(label) === plainLabel(name));
}
