import { instantOf } from "../../../std/instant.ts";
import { isTicket } from "../../config/ladder.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../stamp.ts";
import { type DeadlineStep, type DeadlinesOf, type Moment, stepsSaid } from "./deadline.ts";
import { draftOf } from "./draft.ts";
import { beginningOf, newest, setAt } from "./instants.ts";
import { aboveOf, eachOnce, leadersOf, speakersOf } from "./people.ts";
import { peopleOf, policyOf } from "./policy.ts";

/**
 * The next status update: a draft shortly before, then the communications lead, the commander and
 * those above are told that it is late, then both again at each further cadence.
 */
export const updateClock: DeadlinesOf = (incident, moment) => {
  const due = nextUpdateDue(incident, moment);
  if (due === undefined) return [];
  return [{ subject: "update", due, steps: stepsOf(incident, Date.parse(due), moment), canWait }];
};

const canWait = true;

/** When those who wait are to hear next; undefined where nobody promised anything. */
export function nextUpdateDue(incident: Incident, { config, level }: Moment): Instant | undefined {
  const update = updateOf(incident);
  if (update?.nextAt !== undefined) return update.nextAt;
  if (level !== undefined && isTicket(level)) return undefined;
  if (update !== undefined) {
    const due = after(update.at, level?.updateMs);
    // Another severity makes nothing late that was not: what it asks for is asked for from here on.
    return due === undefined ? undefined : newest([due, setAt(incident, "severity")]);
  }
  // Who has yet to say how bad it is has yet to say something at all.
  const isAwaited = level?.updateMs !== undefined || incident.severity === undefined;
  return isAwaited ? after(beginningOf(incident), config.clock.firstUpdateMs) : undefined;
}

/** What was promised before it came back is over. */
function updateOf({ update, clockBeganAt }: Incident): Incident["update"] {
  const isOver = Date.parse(clockBeganAt ?? "") > Date.parse(update?.at ?? "");
  return isOver ? undefined : update;
}

function after(at: Instant | undefined, ms: number | undefined): Instant | undefined {
  const due = Date.parse(at ?? "") + (ms ?? Number.NaN);
  return Number.isNaN(due) ? undefined : instantOf(new Date(due));
}

/** Without a cadence of its own an update that was promised is asked for this often. */
const defaultCadenceMs = 30 * 60_000;

function stepsOf(incident: Incident, dueMs: number, moment: Moment): readonly DeadlineStep[] {
  const { config, level } = moment;
  const { draftMs, raiseMs } = config.clock;
  const text = draftOf(incident);
  const speakers = speakersOf(incident);
  const both = eachOnce([...speakers, ...leadersOf(incident)]);
  const above = aboveOf(incident, moment, peopleOf(policyOf(incident, config)));
  const say = (atMs: number, to: readonly string[], step: DeadlineStep["step"]): DeadlineStep => {
    return { atMs, step, to, text };
  };
  const everyMs = Math.max(level?.updateMs ?? defaultCadenceMs, 2 * raiseMs);
  const again = Array.from({ length: config.nags.most }, (_, index) =>
    say(dueMs + 2 * raiseMs + (index + 1) * everyMs, both, "overdue"),
  );
  // While it is only watched, nobody above has to hear that nothing is new.
  const raised = [say(dueMs + 2 * raiseMs, above, "overdue"), ...again];
  return [
    ...(draftMs === undefined ? [] : [say(dueMs - draftMs, speakers, "soon")]),
    say(dueMs, speakers, "due"),
    say(dueMs + raiseMs, both, "overdue"),
    ...(incident.status === "monitoring" ? [] : raised),
  ];
}

/** Whether the next status update has been said to be late. */
export function isUpdateLate(incident: Incident, moment: Moment): boolean {
  return updateClock(incident, moment).some((deadline) => {
    // There are fewer steps while it is only watched: what was said before still stands.
    const last = deadline.steps.slice(0, stepsSaid(incident, deadline)).at(-1);
    return last !== undefined && last.step !== "soon";
  });
}
