import type { Asked } from "../../core/incident/commands.ts";
import { isOfClock, type Reminder } from "../../core/incident/reminder.ts";
import { stamp } from "../../core/incident/stamp.ts";
import { checksum } from "../../std/checksum.ts";
import { fold } from "../fold.ts";
import type { Following } from "../postmortem/follow-postmortem.ts";
import { dueNow } from "./due-now.ts";

/**
 * The reminders and pages whose time has come, after what people asked for in this look: those of
 * the incident, and those of its promises, since they are told in different places.
 */
export function dueReminders(
  commands: readonly Asked[],
  { observation, record, world }: Following,
): readonly Asked[] {
  const { incident } = fold(record, commands, observation.settings.config);
  const { due } = dueNow(incident, { observation, record }, world);
  const [ofClock, promised] = [true, false].map((wanted) =>
    due.filter(({ subject }) => isOfClock(subject) === wanted),
  );
  return [ofClock, promised].flatMap((reminders = []) =>
    reminders.length === 0 ? [] : [giving(reminders, world.identity.login)],
  );
}

function giving(reminders: readonly Reminder[], by: string): Asked {
  const at = reminders.reduce((latest, one) => (one.at > latest ? one.at : latest), "");
  return {
    command: { kind: "GiveReminders", reminders },
    verb: "remind",
    by,
    authority: "none",
    // The same for whoever gives the same reminders, App or Action, and for nobody else.
    stamp: stamp({ at, kind: "t", id: checksum(slotsOf(reminders)), line: 0 }),
  };
}

function slotsOf(reminders: readonly Reminder[]): string {
  return reminders.map(({ subject, slot }) => `${subject} ${slot}`).join("\n");
}
