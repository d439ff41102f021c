import type { ReminderSettings } from "../config/config.ts";
import type { Reminder } from "../incident/reminder.ts";

/** When something is due: as people wrote it, and the instant in ms. */
export interface Due {
  readonly due: string;
  readonly dueMs: number;
}

/**
 * The steps about one due date, by their position: 0 is soon, 1 due, 2 the first time it is
 * overdue, 3 the second, and so on without end.
 */
export const slotPosition = { none: -1, soon: 0, due: 1, overdue: 2 } as const;

const dayMs = 86_400_000;

/** When a step begins, in ms: the first overdue one a day after the due date. */
export function beginningOf(position: number, { dueMs }: Due, settings: ReminderSettings): number {
  if (position === slotPosition.soon) return dueMs - settings.soonMs;
  if (position === slotPosition.due) return dueMs;
  return dueMs + dayMs + (position - slotPosition.overdue) * settings.everyMs;
}

/** The newest step that has begun. */
export function positionAt(atMs: number, due: Due, settings: ReminderSettings): number {
  const { none, soon, due: onTime, overdue } = slotPosition;
  if (atMs < beginningOf(soon, due, settings)) return none;
  if (atMs < beginningOf(onTime, due, settings)) return soon;
  const lateMs = atMs - beginningOf(overdue, due, settings);
  return lateMs < 0 ? onTime : overdue + Math.floor(lateMs / settings.everyMs);
}

export function slotOf(position: number, { due }: Due): string {
  const step = stepOf(position);
  return step === "overdue" ? `${step}${position - 1}@${due}` : `${step}@${due}`;
}

/** The position a slot names; before all of them where it is of another due date. */
export function positionOfSlot(slot: string | undefined, { due }: Due): number {
  const [, step, count, date] = /^(soon|due|overdue([1-9]\d{0,6}))@(.*)$/.exec(slot ?? "") ?? [];
  if (step === undefined || date !== due) return slotPosition.none;
  if (count !== undefined) return slotPosition.overdue + Number(count) - 1;
  return step === "soon" ? slotPosition.soon : slotPosition.due;
}

export function stepOf(position: number): Reminder["step"] {
  if (position === slotPosition.soon) return "soon";
  return position === slotPosition.due ? "due" : "overdue";
}
