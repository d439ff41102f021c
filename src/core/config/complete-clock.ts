import {
  type ClockSettings,
  defaultClock,
  defaultEscalation,
  defaultNags,
  type EscalationSettings,
  type NagSettings,
  type Policy,
} from "./clock-settings.ts";
import type { Ladder } from "./ladder.ts";
import type { ConfigFile } from "./schema.ts";

/** Ours: long enough to wake up and to find the phone. */
const defaultWaitMs = 5 * 60_000;

export function completeClock(file: ConfigFile["clock"], ladder: Ladder): ClockSettings {
  const shortestMs = shortestUpdateMs(file, ladder);
  return {
    on: file?.on ?? defaultClock.on,
    firstUpdateMs: firstUpdateMs(file),
    draftMs: orNone(file?.draft, defaultDraftMs(shortestMs)),
    raiseMs: file?.raise ?? defaultClock.raiseMs,
    watchMs: file?.watch ?? defaultClock.watchMs,
  };
}

/** The shortest time after which a status update is due; infinite where none ever is. */
export function shortestUpdateMs(file: ConfigFile["clock"], ladder: Ladder): number {
  const times = [firstUpdateMs(file), ...ladder.levels.map(({ updateMs }) => updateMs)];
  return Math.min(...times.map((ms) => ms ?? Number.POSITIVE_INFINITY));
}

/** A draft that nobody asked for must not stand in the way of a short cadence. */
function defaultDraftMs(shortestMs: number): number | undefined {
  const { draftMs } = defaultClock;
  return draftMs === undefined || draftMs < shortestMs ? draftMs : shortestMs / 2;
}

function firstUpdateMs(file: ConfigFile["clock"]): number | undefined {
  return orNone(file?.firstUpdate, defaultClock.firstUpdateMs);
}

export function completeNags(file: ConfigFile["nags"]): NagSettings {
  return {
    everyMs: orNone(file?.every, defaultNags.everyMs),
    most: file?.most ?? defaultNags.most,
    silentMs: orNone(file?.silent, defaultNags.silentMs),
    roles: file?.roles ?? defaultNags.roles,
  };
}

export function completeEscalation(file: ConfigFile["escalation"]): EscalationSettings {
  return {
    policies: file?.policies?.map(completePolicy) ?? defaultEscalation.policies,
    fallback: file?.fallback ?? defaultEscalation.fallback,
  };
}

type WrittenPolicy = NonNullable<NonNullable<ConfigFile["escalation"]>["policies"]>[number];

function completePolicy({ name, levels, repeat = 0 }: WrittenPolicy): Policy {
  return {
    name,
    levels: levels.map(({ page, wait = defaultWaitMs, hours, days }) => {
      return { page, waitMs: wait, hours, days };
    }),
    repeat,
  };
}

function orNone(written: number | "none" | undefined, own: number | undefined): number | undefined {
  return written === "none" ? undefined : (written ?? own);
}
