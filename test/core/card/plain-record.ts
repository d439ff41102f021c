import { type IncidentRecord, schemaVersion } from "../../../src/core/card/record.ts";

/** A small plain record to change one thing of. */
export const plainRecord: IncidentRecord = {
  schema: schemaVersion,
  generation: 3,
  writer: "app:12345",
  floor: "2026-08-01T12:00:00Z/c/1000/1",
  seenUntil: "2026-08-01T12:30:00Z",
  processed: [[1000, "2026-08-01T12:00:00Z"]],
  gestures: { page: 1, lastId: 0 },
  shown: { labels: ["incident"], assignees: [], state: "open" },
  putBack: [],
  yielded: [],
  incident: {
    status: "triage",
    drill: false,
    services: [],
    roles: {},
    responders: [],
    milestones: { declaredAt: "2026-08-01T12:00:00Z" },
    updates: 0,
    timeline: [],
    actionItems: [],
    links: [],
    setBy: { status: "2026-08-01T12:00:00Z/c/1000/1" },
  },
  owed: [],
  notices: [],
};
