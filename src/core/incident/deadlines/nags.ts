import { instantOf } from "../../../std/instant.ts";
import { isTicket } from "../../config/ladder.ts";
import type { Incident } from "../incident.ts";
import { commander, holderOf } from "../roles.ts";
import { type Instant, readStamp } from "../stamp.ts";
import type { Deadline, DeadlinesOf, Moment } from "./deadline.ts";
import { beginningOf, newest, setAt } from "./instants.ts";
import { eachOnce, leadersOf } from "./people.ts";
import { nextUpdateDue } from "./update-clock.ts";

/** What is asked for while it is missing: the severity, somebody in each needed role, any word. */
export const nags: DeadlinesOf = (incident, moment) => {
  const { level } = moment;
  if (level !== undefined && isTicket(level)) return [];
  return [...severity(incident, moment), ...roles(incident, moment), ...silence(incident, moment)];
};

function severity(incident: Incident, moment: Moment): readonly Deadline[] {
  const from = beginningOf(incident);
  if (incident.severity !== undefined || from === undefined) return [];
  return nag({ subject: "severity", from, to: leadersOf(incident) }, moment);
}

/** A commander comes first: whoever leads sees to the others. */
function roles(incident: Incident, moment: Moment): readonly Deadline[] {
  const { config, level } = moment;
  const lead = holderOf(incident, commander);
  return config.nags.roles.flatMap((role) => {
    // Where nobody waits for updates, whoever leads can write them.
    const isNeeded = role === commander || (lead !== undefined && level?.updateMs !== undefined);
    if (!isNeeded || holderOf(incident, role) !== undefined) return [];
    const from = newest([
      beginningOf(incident),
      setAt(incident, `role:${role}`),
      setAt(incident, `role:${commander}`),
    ]);
    if (from === undefined) return [];
    const above = role === commander ? (level?.tell ?? []) : [];
    const to = eachOnce([...leadersOf(incident), ...above]);
    return nag({ subject: `role:${role}`, from, to }, moment);
  });
}

function nag(
  { subject, from, to }: Pick<Deadline, "subject"> & { from: Instant; to: readonly string[] },
  { config }: Moment,
): readonly Deadline[] {
  const { everyMs, most } = config.nags;
  if (everyMs === undefined || most === 0) return [];
  const dueMs = Date.parse(from) + everyMs;
  return [deadline(subject, dueMs, { everyMs, most, to })];
}

/** With an update clock an incident is never silent for long without a word about it. */
function silence(incident: Incident, moment: Moment): readonly Deadline[] {
  const { silentMs, most } = moment.config.nags;
  const last = lastWord(incident, moment);
  if (silentMs === undefined || most === 0 || last === undefined) return [];
  if (nextUpdateDue(incident, moment) !== undefined || incident.status === "monitoring") return [];
  // What was said long ago leaves the window that is read; what it put off stays put off.
  const saidMs = Date.parse(/@(.*)$/.exec(incident.reminded?.silence ?? "")?.[1] ?? "");
  const wantedMs = Date.parse(last) + silentMs;
  const dueMs = saidMs > wantedMs ? saidMs : wantedMs;
  return [deadline("silence", dueMs, { everyMs: silentMs, most, to: leadersOf(incident) })];
}

function lastWord(incident: Incident, { heardAt }: Moment): Instant | undefined {
  const entry = incident.timeline.findLast(({ stamp }) => readStamp(stamp).kind !== "t");
  return newest([beginningOf(incident), heardAt, entry && readStamp(entry.stamp).at]);
}

function deadline(
  subject: Deadline["subject"],
  dueMs: number,
  { everyMs, most, to }: { everyMs: number; most: number; to: readonly string[] },
): Deadline {
  const steps = Array.from({ length: most }, (_, index) => ({
    atMs: dueMs + index * everyMs,
    step: "due" as const,
    to,
  }));
  return { subject, due: instantOf(new Date(dueMs)), steps, canWait: true };
}
