import { levelOfLabel } from "../core/config/ladder.ts";
import { colorOf, statuses } from "../core/incident/lifecycle.ts";
import { plainLabel, statusOfLabel } from "./own-labels.ts";
import type { LabelDefinition } from "./ports.ts";

import type { Settings } from "./settings.ts";

const statusColors = { red: "d73a4a", yellow: "fbca04", green: "0e8a16", grey: "8b949e" } as const;

/** How a label of ours looks when it has to be created; descriptions are at most 100 characters. */
export function labelDefinition(name: string, settings: Pick<Settings, "config">): LabelDefinition {
  const { config } = settings;
  const status = statusOfLabel(name, settings);
  if (status !== undefined) {
    const description = `Incident status: ${status}`;
    return { name, color: statusColors[colorOf(status)], description };
  }
  const level = levelOfLabel(config.ladder, config.labels, name);
  if (level !== undefined) {
    return { name, color: level.color, description: level.criteria.slice(0, 100) };
  }
  if (plainLabel(name) === plainLabel(config.labels.drill)) {
    return { name, color: "5319e7", description: "Practice: no pages, not counted" };
  }
  if (plainLabel(name) === plainLabel(config.labels.postmortem)) {
    return { name, color: "1d76db", description: "What we learned from an incident" };
  }
  return { name, color: "b60205", description: "An incident: set it to declare one" };
}

/** All labels an incident of this configuration may carry. */
export function ownLabels({ config }: Pick<Settings, "config">): readonly string[] {
  const { labels, ladder } = config;
  return [
    labels.incident,
    labels.postmortem,
    labels.drill,
    ...ladder.levels.map(({ name }) => `${labels.severityPrefix}${name}`),
    ...statuses.map((status) => `${labels.statusPrefix}${status}`),
  ];
}
