import { isTicket } from "../config/ladder.ts";
import { stepsSaid } from "../incident/deadlines/deadline.ts";
import { isAwaited, responseDue } from "../incident/deadlines/response.ts";
import { type TimeBox, timeBoxOf } from "../incident/deadlines/time-boxes.ts";
import { nextUpdateDue } from "../incident/deadlines/update-clock.ts";
import { watchEnd } from "../incident/deadlines/watch.ts";
import { momentOf } from "../incident/deadlines.ts";
import type { Incident } from "../incident/incident.ts";
import { isActive } from "../incident/lifecycle.ts";
import { commander, holderOf } from "../incident/roles.ts";
import type { Seen } from "./headline.ts";
import { when } from "./instants.ts";
import { person } from "./people.ts";
import { code, line } from "./quoting.ts";
import type { View } from "./render.ts";

/** What the clock of an incident shows on its card: instants only, and what has become late. */
export function clockLines(seen: Seen): View {
  const { incident, config } = seen;
  const goesOn = isActive(incident.status);
  const watched = watchEnd(incident, config);
  const snoozed = goesOn ? incident.snoozedUntil : undefined;
  return {
    phase: goesOn && config.clock.on ? phaseOf(seen) : "",
    respond: goesOn ? respondLine(seen) : "",
    watch: watched === undefined ? "" : `until ${when(watched, config.timezone)}`,
    snoozed: snoozed === undefined ? "" : `until ${when(snoozed, config.timezone)}`,
    room: roomOf(incident),
    reminders: remindersOf(seen),
  };
}

/** What this part of the first half hour is for, and what it still lacks. */
function phaseOf({ incident, config }: Seen): string {
  const box = timeBoxOf(incident);
  const moment = momentOf(incident, config);
  if (box === undefined || (moment.level !== undefined && isTicket(moment.level))) return "";
  const waits = nextUpdateDue(incident, moment) !== undefined;
  const { from, until, purpose } = box;
  const minutes = until === undefined ? `from minute ${from} on` : `minutes ${from} to ${until}`;
  const missing = missingIn(box, incident, waits);
  const still = missing.length === 0 ? "" : ` Still missing: ${missing.join(", ")}.`;
  return `${purpose} (${minutes}).${still}`;
}

/** A phase still lacks what the ones before it were for. */
function missingIn({ from }: TimeBox, incident: Incident, waits: boolean): readonly string[] {
  return lacks
    .filter((lack) => from >= lack.from && lack.isMissing(incident, waits))
    .map(({ text }) => text);
}

interface Lack {
  /** Minutes after the declaration from which on it matters. */
  readonly from: number;
  readonly text: string;
  /** `waits`: people wait for a status update. */
  readonly isMissing: (incident: Incident, waits: boolean) => boolean;
}

const lacks: readonly Lack[] = [
  {
    from: 0,
    text: `severity (${code("/sev", 10)})`,
    isMissing: (one) => one.severity === undefined,
  },
  {
    from: 0,
    text: `commander (${code("/lead", 10)})`,
    isMissing: (one) => holderOf(one, commander) === undefined,
  },
  {
    from: 0,
    text: `services (${code("/service", 10)})`,
    isMissing: (one) => one.services.length === 0,
  },
  {
    from: 0,
    text: `impact (${code("/impact", 10)})`,
    isMissing: (one) => one.impact === undefined,
  },
  {
    from: 0,
    text: `first status update (${code("/update", 10)})`,
    isMissing: (one, waits) => waits && one.updates === 0,
  },
  {
    from: 5,
    text: `a look at what changed (${code("/changes", 10)})`,
    isMissing: (one) => one.changesAskedAt === undefined && !hasMitigation(one),
  },
  {
    from: 15,
    text: `a mitigation (${code("/rollback", 10)}, ${code("/runbook", 10)})`,
    isMissing: (one) => !hasMitigation(one),
  },
];

function hasMitigation({ mitigations = [], runbook }: Incident): boolean {
  return mitigations.length > 0 || runbook?.steps.some(({ state }) => state === "done") === true;
}

function roomOf({ room }: Incident): string {
  if (room === undefined || !/^https:\/\/[^\s()<>]+$/.test(room.url)) return "";
  return `[${room.thread === undefined ? "channel" : "thread"}](${room.url})${room.archived ? ", archived" : ""}`;
}

function respondLine({ incident, config }: Seen): string {
  const due = responseDue(incident, momentOf(incident, config));
  if (due === undefined) return "";
  const isLate = stepsSaid(incident, { subject: "acknowledge", due }) > 0;
  const by = `by ${when(due, config.timezone)}`;
  const again = incident.milestones.acknowledgedAt === undefined ? "" : "again ";
  if (isAwaited(incident)) return `${again}${by}${isLate ? ", **overdue**" : ""}`;
  if (!isLate || incident.respondedAt === undefined) return "";
  return `${by}, came late: ${when(incident.respondedAt, config.timezone)}`;
}

function remindersOf({ incident, config, place }: Seen): string {
  const rows = (incident.remindersAskedFor ?? []).map(({ by, at, text }) => {
    const about = text === undefined ? "" : `: ${line(text, 100)}`;
    return `- ${when(at, config.timezone)}, ${person(by, place)}${about}`;
  });
  return rows.join("\n");
}
