import type { Ladder } from "../config/ladder.ts";
import type { Incident } from "../incident/incident.ts";
import { readStamp } from "../incident/stamp.ts";
import type { Cadence } from "./incident-summary.ts";
import { type Span, spansOf } from "./pain.ts";

/**
 * Compliance with the pace of updates that a severity asks for (`updateMs`). The clock runs while
 * it hurts: from the declaration until it was mitigated or resolved, and again from a reopening or
 * from a mitigation that did not hold. It starts anew whenever the severity is set, and with each
 * update.
 *
 * An update that comes within the pace is one that was due, and kept. Every full pace that passes
 * in silence is one that was due, and not kept. What was not due yet when the pain ended does not
 * count. Of an incident that still hurts only the time up to its latest update counts. Time whose
 * severity is unknown, or asks for nothing, is not judged; undefined if that is all of it.
 */
export function cadenceOf(incident: Incident, ladder: Ladder): Cadence | undefined {
  const judged = spansOf(incident, ladder).flatMap((span) => {
    const paceMs = span.level?.updateMs;
    return paceMs === undefined || paceMs <= 0 ? [] : [cadenceIn(span, paceMs, incident)];
  });
  if (judged.length === 0) return undefined;
  return judged.reduce((all, one) => ({ due: all.due + one.due, kept: all.kept + one.kept }));
}

/** The longest time without an update while it hurt, whatever the severity asked for. */
export function longestGapMsOf(incident: Incident, ladder: Ladder): number | undefined {
  const gaps = joined(spansOf(incident, ladder)).flatMap((span) => gapsIn(span, incident));
  const longest = Math.max(0, ...gaps.map(({ ms }) => ms));
  return longest === 0 ? undefined : longest;
}

function cadenceIn(span: Span, paceMs: number, incident: Incident): Cadence {
  const gaps = gapsIn(span, incident).map(({ ms, endsWithUpdate }) =>
    endsWithUpdate && ms <= paceMs
      ? { due: 1, kept: 1 }
      : { due: Math.max(0, Math.ceil(ms / paceMs) - 1), kept: 0 },
  );
  return gaps.reduce((all, one) => ({ due: all.due + one.due, kept: all.kept + one.kept }));
}

interface Gap {
  readonly ms: number;
  /** Or else with the end of the span. */
  readonly endsWithUpdate: boolean;
}

function gapsIn({ fromMs, toMs }: Span, { timeline }: Incident): readonly [Gap, ...Gap[]] {
  const updates = timeline
    .filter(({ kind }) => kind === "UpdatePosted")
    .map(({ stamp }) => Date.parse(readStamp(stamp).at))
    .filter((at) => at > fromMs && at <= toMs);
  const before = (index: number) => updates[index - 1] ?? fromMs;
  const closed = updates.map((at, index) => ({ ms: at - before(index), endsWithUpdate: true }));
  const last = { ms: toMs - before(updates.length), endsWithUpdate: false };
  return [last, ...closed];
}

/** A new severity ends a span, but not a silence. */
function joined(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last?.toMs === span.fromMs) all.splice(-1, 1, { ...last, toMs: span.toMs });
    else all.push(span);
  }
  return all;
}
