import type { Policy, PolicyLevel } from "../../../../src/core/config/clock-settings.ts";
import type { Config, QuietHours } from "../../../../src/core/config/config.ts";
import { levelOf, type Truth } from "./truth.ts";

/** The times (in ms) at which something is to be said about one thing; written anew for tests. */
export interface Expected {
  readonly dueMs: number;
  /** The policy it follows: another one begins anew. */
  readonly of?: string;
  readonly times: readonly number[];
  /** Neither a snooze nor the night holds it back. */
  readonly urgent: boolean;
}

const minute = 60_000;

/** Everything that is due of an incident, by its subject. */
export function expectedOf(truth: Truth, config: Config): ReadonlyMap<string, Expected> {
  const all = new Map<string, Expected>();
  const add = (subject: string, times: readonly number[], more: Partial<Expected> = {}) => {
    const [first] = times;
    if (first !== undefined) all.set(subject, { dueMs: first, times, urgent: false, ...more });
  };
  for (const [id, atMs] of truth.asked) add(`asked:${id}`, [atMs], { urgent: true });
  if (truth.status === "over") return all;
  const policy = policyOf(truth, config);
  // Where somebody calls for the same policy by hand, that call is the one that goes on.
  if (policy !== undefined && truth.call?.answered === false && !truth.calls.has(policy.name)) {
    const times = pageTimes(truth.call.sinceMs, policy, config);
    add("escalation", times, { urgent: true, of: policy.name });
  }
  for (const [name, sinceMs] of truth.calls) {
    const called = policyNamed(name, config);
    if (called === undefined) continue;
    add(`escalation:${name}`, pageTimes(sinceMs, called, config), { urgent: true });
  }
  if (!config.clock.on) return all;
  const dueMs = updateDue(truth, config);
  if (dueMs !== undefined) add("update", updateTimes(dueMs, truth, config), { dueMs });
  add("acknowledge", acknowledgeTimes(truth, config), { urgent: true });
  add("watch", watchTimes(truth, config));
  if (isTicket(truth, config)) return all;
  if (truth.mitigatedMs === undefined) {
    const edges = [5, 15, 30].map((minutes) => truth.declaredMs + minutes * minute);
    add("phase", edges, { dueMs: truth.declaredMs, urgent: true });
  }
  for (const [subject, times] of nagTimes(truth, config)) add(subject, times);
  return all;
}

function isTicket(truth: Truth, config: Config): boolean {
  const level = levelOf(truth, config);
  return level !== undefined && !level.updateMs && typeof level.respondMs !== "number";
}

function updateDue(truth: Truth, config: Config): number | undefined {
  const level = levelOf(truth, config);
  if (truth.update?.nextMs !== undefined) return truth.update.nextMs;
  if (isTicket(truth, config)) return undefined;
  if (truth.update !== undefined) {
    return level?.updateMs && Math.max(truth.update.atMs + level.updateMs, truth.severityMs);
  }
  if (level !== undefined && level.updateMs === undefined) return undefined;
  return truth.beganMs + (config.clock.firstUpdateMs ?? Number.NaN);
}

function updateTimes(dueMs: number, truth: Truth, { clock, nags, ladder }: Config) {
  const cadence = levelOf(truth, { ladder } as Config)?.updateMs ?? 30 * minute;
  const above = dueMs + 2 * clock.raiseMs;
  const again = Math.max(cadence, 2 * clock.raiseMs);
  const times = [dueMs, dueMs + clock.raiseMs, above];
  if (clock.draftMs !== undefined) times.unshift(dueMs - clock.draftMs);
  for (let count = 1; count <= nags.most; count += 1) times.push(above + count * again);
  // While it is only watched, nobody above is told.
  return truth.status === "monitoring" ? times.filter((atMs) => atMs < above) : times;
}

function acknowledgeTimes(truth: Truth, config: Config): readonly number[] {
  const respondMs = levelOf(truth, config)?.respondMs;
  if (truth.call === undefined || truth.call.answered) return [];
  return typeof respondMs === "number" ? [truth.call.sinceMs + respondMs] : [];
}

function watchTimes(truth: Truth, config: Config): readonly number[] {
  const { mitigatedMs, watchedMs = 0, watchMs, status } = truth;
  if (status !== "monitoring" || mitigatedMs === undefined) return [];
  if (watchMs === undefined && isTicket(truth, config)) return [];
  const first = watchMs ?? watchedMs + config.clock.watchMs;
  return everySo(first, config.clock.watchMs, config.nags.most + 1);
}

function nagTimes(truth: Truth, config: Config): readonly (readonly [string, readonly number[]])[] {
  const { everyMs = 0, silentMs = 0, most, roles } = config.nags;
  const nag = (fromMs: number, ms: number) => (ms === 0 ? [] : everySo(fromMs + ms, ms, most));
  const found: [string, readonly number[]][] = [];
  if (truth.severity === undefined) found.push(["severity", nag(truth.beganMs, everyMs)]);
  const lead = truth.roles.get("commander");
  for (const role of roles) {
    const holder = truth.roles.get(role);
    const waitsForLead = role !== "commander" && lead?.held !== true;
    const isIdle = role !== "commander" && levelOf(truth, config)?.updateMs === undefined;
    if (holder?.held === true || waitsForLead || isIdle) continue;
    const since = [truth.beganMs, holder?.sinceMs ?? 0, lead?.sinceMs ?? 0];
    found.push([`role:${role}`, nag(Math.max(...since), everyMs)]);
  }
  if (updateDue(truth, config) === undefined && truth.status !== "monitoring") {
    found.push(["silence", nag(truth.heardMs, silentMs)]);
  }
  return found;
}

function everySo(firstMs: number, everyMs: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => firstMs + index * everyMs);
}

function policyOf(truth: Truth, config: Config): Policy | undefined {
  return isTicket(truth, config) ? undefined : policyNamed(levelOf(truth, config)?.policy, config);
}

function policyNamed(wanted: string | undefined, { escalation }: Config): Policy | undefined {
  return escalation.policies.find(({ name }) => name === wanted);
}

function pageTimes(sinceMs: number, policy: Policy, config: Config): readonly number[] {
  const times: number[] = [];
  let atMs = sinceMs;
  for (let round = 0; round <= policy.repeat; round += 1) {
    let isAnybodyThere = false;
    for (const level of policy.levels) {
      if (!isThere(level, atMs, config.timezone)) continue;
      isAnybodyThere = true;
      times.push(atMs);
      atMs += level.waitMs;
    }
    if (isAnybodyThere) continue;
    times.push(atMs);
    atMs += policy.levels.at(-1)?.waitMs ?? 0;
  }
  return times;
}

function isThere({ hours, days }: PolicyLevel, atMs: number, zone: string): boolean {
  const { weekday, minutes } = shown(atMs, zone);
  // A night is the night of the day on which it began.
  const isLate = hours !== undefined && hours.from > hours.to && minutes < hours.to;
  const day = isLate ? ((weekday + 5) % 7) + 1 : weekday;
  if (days !== undefined && !days.includes(day)) return false;
  return hours === undefined || isWithin(hours, minutes);
}

/** Whether reminders that can wait are silent. */
export function isSilent(truth: Truth, config: Config, nowMs: number): boolean {
  if (truth.snoozedMs > nowMs) return true;
  const level = levelOf(truth, config);
  const hours = config.reminders.quietHours;
  if (hours === undefined || level === undefined || level.updateMs !== undefined) return false;
  return isWithin(hours, shown(nowMs, config.timezone).minutes);
}

function isWithin({ from, to }: QuietHours, minutes: number): boolean {
  return from < to ? from <= minutes && minutes < to : !(to <= minutes && minutes < from);
}

const weekdayAndTime = { weekday: "short", hour: "2-digit", minute: "2-digit" } as const;
const clocks = new Map<string, Intl.DateTimeFormat>();
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What a clock on the wall shows, by another way than the code under test. */
function shown(atMs: number, timeZone: string): { weekday: number; minutes: number } {
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, ...weekdayAndTime });
  clocks.set(timeZone, clock);
  const text = /^(\w{3}),? (\d\d):(\d\d)$/.exec(clock.format(atMs));
  const [, day = "", hour = "", minutes = ""] = text ?? [];
  return { weekday: weekdays.indexOf(day) + 1, minutes: Number(hour) * 60 + Number(minutes) };
}
