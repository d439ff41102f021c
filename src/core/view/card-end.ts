import type { DismissalReason, TimelineEntry } from "../incident/incident.ts";
import { isActive } from "../incident/lifecycle.ts";
import { readStamp } from "../incident/stamp.ts";
import type { Seen } from "./headline.ts";
import { when } from "./instants.ts";
import { linkTo } from "./link-to.ts";
import { person } from "./people.ts";
import { line } from "./quoting.ts";

/** How it ended, by whom and when; empty while it goes on. */
export function endOf(seen: Seen): string {
  const { incident, config, place } = seen;
  if (isActive(incident.status)) return "";
  const entry = endingEntry(seen);
  const stamp = entry?.stamp ?? incident.setBy.status;
  const by = entry?.by === undefined ? "" : ` by ${person(entry.by, place)}`;
  const at = stamp === undefined ? "" : `, ${when(readStamp(stamp).at, config.timezone)}`;
  const what = incident.status[0]?.toUpperCase() + incident.status.slice(1);
  return `**${what}**${reasonOf(seen)}${by}${at}`;
}

function endingEntry({ incident }: Seen): TimelineEntry | undefined {
  const { status, setBy, timeline } = incident;
  const kind = `Incident${status[0]?.toUpperCase()}${status.slice(1)}`;
  return timeline.find((entry) => entry.stamp === setBy.status && entry.kind === kind);
}

function reasonOf({ incident, place }: Seen): string {
  const { status, dismissal } = incident;
  if (status !== "dismissed" || dismissal === undefined) return "";
  const { reason, duplicateOf, text } = dismissal;
  const of = duplicateOf === undefined ? "" : ` of ${linkTo(duplicateOf, place)}`;
  return ` ${words[reason]}${of}${text === undefined ? "" : ` (${line(text, 200)})`}`;
}

const words: Record<DismissalReason, string> = {
  "false-positive": "as a false positive",
  duplicate: "as a duplicate",
  superseded: "as superseded",
  external: "as external",
};
