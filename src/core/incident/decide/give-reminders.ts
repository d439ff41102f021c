import { said } from "../asked-events.ts";
import type { IncidentEscalated } from "../clock-events.ts";
import type { Asked } from "../commands.ts";
import { stepsSaid } from "../deadlines/deadline.ts";
import { policyNamed, policyOf } from "../deadlines/policy.ts";
import { escalationSteps } from "../deadlines/response.ts";
import type { GiveReminders } from "../postmortem-commands.ts";
import { isOfClock, type Reminder } from "../reminder.ts";
import { readStamp, stamp } from "../stamp.ts";
import type { Decider, Situation } from "./decide.ts";

/** One comment mentions people for no more things than this; the next look gives the others. */
export const mostReminders = 50;

/** The loop works out what is due; a step that was given is not given again. */
export const giveReminders: Decider<GiveReminders> = (asked, situation) => {
  const given = new Map(Object.entries(situation.incident.reminded ?? {}));
  const news = asked.command.reminders.filter(({ subject, slot }) => {
    if (given.get(subject) === slot) return false;
    given.set(subject, slot);
    return true;
  });
  let line = 0;
  return news.slice(0, mostReminders).flatMap((reminder) => [
    { kind: "ReminderGiven" as const, ...said(asked), reminder },
    // Each page of one look is told apart: it is a comment of its own.
    ...escalated(asked, reminder, situation).map((page) => ({
      ...page,
      stamp: stamp({ ...readStamp(page.stamp), line: line++ }),
    })),
  ]);
};

/** Pages the level whose turn it is, and those before it that nobody was there to page. */
function escalated(
  asked: Asked,
  reminder: Reminder,
  { incident, config }: Situation,
): readonly IncidentEscalated[] {
  const { subject, due, slot } = reminder;
  if (!isOfClock(subject)) return [];
  const [kind, named] = subject.split(":");
  const policy = named === undefined ? policyOf(incident, config) : policyNamed(config, named);
  if (kind !== "escalation" || policy === undefined) return [];
  const steps = escalationSteps(policy, Date.parse(due), config);
  const deadline = { subject, due, ...(named === undefined && { of: policy.name }) };
  const before = stepsSaid(incident, deadline);
  const until = stepsSaid({ reminded: { [subject]: slot } }, deadline);
  const paged = steps.slice(before, until).flatMap(({ level }) => policy.levels[level]?.page ?? []);
  const targets = [...new Map(paged.map((one) => [`${one.by}:${one.name}`, one])).values()];
  return [
    {
      kind: "IncidentEscalated",
      ...said(asked),
      call: due,
      ...(named !== undefined && { asked: true as const }),
      policy: policy.name,
      level: (steps[until - 1]?.level ?? 0) + 1,
      turn: until,
      targets,
    },
  ];
}
