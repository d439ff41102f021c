/** A date and a time of day on the wall of some time zone. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const dayMs = 86_400_000;

/** What the clocks of a zone show at an instant (in ms); an unknown zone counts as UTC. */
export function wallTime(atMs: number, zone: string): WallTime {
  const shown: Record<string, number> = {};
  for (const { type, value } of clockOf(zone).formatToParts(atMs)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return { year, month, day, hour, minute, second };
}

/**
 * The instants (in ms, ascending) at which the clocks of a zone show this: none where clocks are
 * put forward over it or the date does not exist, two where they are put back.
 */
export function instantsOf(wall: WallTime, zone: string): readonly number[] {
  const asUtc = utcOf(wall);
  if (!sameWall(wallTime(asUtc, "UTC"), wall)) return [];
  const guesses = [-dayMs, dayMs].map((away) => asUtc - offsetMs(asUtc + away, zone));
  return [...new Set(guesses)]
    .filter((guess) => sameWall(wallTime(guess, zone), wall))
    .sort((a, b) => a - b);
}

/** The calendar day that comes `days` after (or before) this one. */
export function addDays(wall: WallTime, days: number): WallTime {
  const moved = wallTime(Date.UTC(wall.year, wall.month - 1, wall.day) + days * dayMs, "UTC");
  return { ...wall, year: moved.year, month: moved.month, day: moved.day };
}

/** 1 is Monday, 7 is Sunday. */
export function dayOfWeek({ year, month, day }: Pick<WallTime, "year" | "month" | "day">): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

const dayMinutes = 24 * 60;

/** No clock is ever put forward by more, except where a whole day is left out. */
const longestGap = 180;

/**
 * The instants (in ms, ascending) at which clocks show so many minutes after the midnight of a day:
 * two where they are put back; where they are put forward over it, the moment they are.
 */
export function atMinute(day: WallTime, minute: number, zone: string): readonly number[] {
  for (let shown = minute; shown <= minute + longestGap; shown++) {
    const date = addDays(day, Math.floor(shown / dayMinutes));
    const [hour, rest] = [Math.floor((shown % dayMinutes) / 60), shown % 60];
    const found = instantsOf({ ...date, hour, minute: rest, second: 0 }, zone);
    if (found.length > 0) return found;
  }
  return [];
}

function utcOf(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

function offsetMs(atMs: number, zone: string): number {
  return utcOf(wallTime(atMs, zone)) - atMs;
}

function sameWall(a: WallTime, b: WallTime): boolean {
  return utcOf(a) === utcOf(b) && a.day === b.day && a.hour === b.hour && a.minute === b.minute;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = makeClock(zone) ?? makeClock("UTC") ?? new Intl.DateTimeFormat("en-US");
  clocks.set(zone, clock);
  return clock;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  const [numeric, calendar, numberingSystem] = ["numeric", "gregory", "latn"] as const;
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric } as const;
  const rest = { minute: numeric, second: numeric, hourCycle: "h23" } as const;
  try {
    const how = { ...fields, ...rest, calendar, numberingSystem, timeZone };
    return new Intl.DateTimeFormat("en-US", how);
  } catch {
    return undefined;
  }
}
