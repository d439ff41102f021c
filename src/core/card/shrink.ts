import type { TimelineEntry } from "../incident/incident.ts";
import type { IncidentRecord } from "./record.ts";

/**
 * Shortens the oldest timeline entries to stamp and kind until the record fits: their text is in
 * the thread. When even that is not enough, texts elsewhere are cut.
 */
export function shrinkTimeline(
  record: IncidentRecord,
  fits: (record: IncidentRecord) => boolean,
): IncidentRecord {
  const total = record.incident.timeline.length;
  for (let shrunken = 8; shrunken < total + 8; shrunken += 8) {
    const shorter = withShrunken(record, shrunken);
    if (fits(shorter)) return shorter;
  }
  const most = withShrunken(record, total);
  const limits = [400, 200, 100, 50, 20];
  return limits.map((limit) => cutTexts(most, limit)).find(fits) ?? cutTexts(most, 10);
}

function withShrunken(record: IncidentRecord, count: number): IncidentRecord {
  const timeline = record.incident.timeline.map((entry, index) =>
    index < count ? bare(entry) : entry,
  );
  return { ...record, incident: { ...record.incident, timeline } };
}

function bare(entry: TimelineEntry): TimelineEntry {
  return { stamp: entry.stamp, kind: entry.kind };
}

function cutTexts(record: IncidentRecord, limit: number): IncidentRecord {
  return {
    ...record,
    incident: {
      ...record.incident,
      actionItems: record.incident.actionItems.map((item) => ({
        ...item,
        text: cut(item.text, limit),
        ...(item.note !== undefined && { note: cut(item.note, limit) }),
      })),
      links: record.incident.links.map((link) => ({
        ...link,
        ...(link.text !== undefined && { text: cut(link.text, limit) }),
      })),
    },
  };
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
