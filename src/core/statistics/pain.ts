import type { Ladder, Level } from "../config/ladder.ts";
import type { Incident, TimelineEntry } from "../incident/incident.ts";
import { compareStamps, readStamp } from "../incident/stamp.ts";

/** A time in which it hurt and the severity stayed the same. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  /** Undefined while none was set, or where the timeline no longer says which. */
  readonly level: Level | undefined;
}

/**
 * When it hurt, told from the timeline: it begins with the declaration (of a shortened timeline:
 * with its oldest entry), ends when mitigated, resolved or dismissed, and begins again when it is
 * reopened, or when another status follows a mitigation, which then did not hold.
 */
export function spansOf(incident: Incident, ladder: Ladder): readonly Span[] {
  const [first] = incident.timeline;
  if (first === undefined) return [];
  const start: Told = {
    spans: [],
    since: atOf(first),
    level: levelBefore(first, incident, ladder),
  };
  const told = incident.timeline.reduce(
    (so, entry) => tell(so, entry, { incident, ladder }),
    start,
  );
  const lastUpdate = incident.timeline.findLast(({ kind }) => kind === "UpdatePosted");
  const { spans } = lastUpdate === undefined ? told : cutAt(told, atOf(lastUpdate));
  return spans;
}

interface Told {
  readonly spans: readonly Span[];
  /** Since when it hurts; undefined while it does not. */
  readonly since: number | undefined;
  readonly level: Level | undefined;
}

interface Known {
  readonly incident: Incident;
  readonly ladder: Ladder;
}

function tell(told: Told, entry: TimelineEntry, known: Known): Told {
  const at = atOf(entry);
  switch (entry.kind) {
    case "IncidentDeclared":
    case "SeverityChanged":
      return { ...cutAt(told, at), level: levelSetBy(entry, known) };
    case "IncidentMitigated":
      return ended(told, Math.min(at, Date.parse(entry.at ?? readStamp(entry.stamp).at)));
    case "IncidentResolved":
    case "IncidentDismissed":
      return ended(told, at);
    case "IncidentReopened":
    case "StatusChanged":
      return told.since === undefined ? { ...told, since: at } : told;
    default:
      return told;
  }
}

/** Ends the span that runs, and begins the next. */
function cutAt(told: Told, at: number): Told {
  const { spans, since, level } = told;
  if (since === undefined || at <= since) return told;
  return { ...told, since: at, spans: [...spans, { fromMs: since, toMs: at, level }] };
}

/** It may have ended before somebody said so, and before what was said in between. */
function ended(told: Told, at: number): Told {
  const spans = cutAt(told, at)
    .spans.map((span) => ({ ...span, toMs: Math.min(span.toMs, at) }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
  return { ...told, since: undefined, spans };
}

/** Of a timeline that lost its beginning: the severity, if nobody has set it since. */
function levelBefore(first: TimelineEntry, incident: Incident, ladder: Ladder): Level | undefined {
  const { severity, setBy } = incident;
  if (severity === undefined || setBy.severity === undefined) return undefined;
  if (compareStamps(setBy.severity, first.stamp) > 0) return undefined;
  return ladder.levels.find(({ name }) => name === severity);
}

function levelSetBy({ stamp, text }: TimelineEntry, { incident, ladder }: Known) {
  const named = (words: string) =>
    ladder.levels.find(({ name }) => words === name || words.startsWith(`${name}: `));
  if (stamp === incident.setBy.severity) return named(incident.severity ?? "");
  if (text === undefined) return undefined;
  const rest = text.slice(text.indexOf(": ") + 2);
  return named(rest) ?? named(rest.slice(rest.indexOf(" → ") + 3));
}

function atOf({ stamp }: TimelineEntry): number {
  return Date.parse(readStamp(stamp).at);
}
