import type { Command } from "../../../src/core/incident/commands.ts";
import type { Reminder } from "../../../src/core/incident/reminder.ts";
import { configOf } from "./deadlines/thread.ts";

/** Minutes after 12:00 UTC, as the stories of `given.ts` count them. */
export const at = (minute: number) => `2026-08-01T12:${String(minute).padStart(2, "0")}:00Z`;
export const says = (command: Command, minute?: number, by = "bob") => ({
  ...{ by, command },
  ...(minute !== undefined && { minute }),
});
export const acknowledge = { kind: "AcknowledgeIncident" } as const;
export const sev = (severity: string) => ({ kind: "ChangeSeverity", severity }) as const;

/** Pages by `default` where it is worst, and by `data` where somebody asks. */
export const paging = configOf(`
levels: { SEV1: { escalate: default } }
escalation:
  policies:
    - { name: default, levels: [{ page: [bob] }] }
    - { name: data, levels: [{ page: [dana, "pagerduty:db"] }, { page: ["pagerduty:db"] }] }
`);

/** What a look of the clock gives. */
export function giving(reminder: Partial<Reminder>): Command {
  const whole: Reminder = {
    ...{ subject: "severity", slot: "step1@x", step: "due", at: at(5), due: at(5), to: [] },
    ...reminder,
  };
  return { kind: "GiveReminders", reminders: [whole] };
}
