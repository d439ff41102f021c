/** The form of a duration such as `15m`, `1h`, `2d`, `1h30m`: whole numbers, largest unit first. */
export const durationPattern =
  /^(?=\d)(?:\d{1,6}[wW])?(?:\d{1,6}[dD])?(?:\d{1,6}[hH])?(?:\d{1,6}[mM])?(?:\d{1,6}[sS])?$/;

const unitsMs = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;

/** Milliseconds of a duration such as `15m`; undefined for anything else. A month is no unit. */
export function parseDuration(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  let ms = 0;
  for (const [, count, unit] of text.toLowerCase().matchAll(/(\d+)([wdhms])/g)) {
    ms += Number(count) * unitsMs[unit as keyof typeof unitsMs];
  }
  return ms;
}

/** `90 minutes → 1h30m`; days are the largest unit, what is left below a second is dropped. */
export function printDuration(ms: number): string {
  let rest = Math.floor(Math.abs(ms) / 1000) * 1000;
  let text = "";
  for (const unit of ["d", "h", "m", "s"] as const) {
    const count = Math.floor(rest / unitsMs[unit]);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * unitsMs[unit];
  }
  if (text === "") return "0s";
  return ms < 0 ? `-${text}` : text;
}

/** How long, in words: `1 h 30 min`. Below a minute there is only `less than a minute`. */
export function lengthOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor((minutes % 1440) / 60), "h"],
    [minutes % 60, "min"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
