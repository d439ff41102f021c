import type { Asked } from "../../core/incident/commands.ts";
import type { Reminder } from "../../core/incident/postmortem.ts";
import { stamp } from "../../core/incident/stamp.ts";
import { remindersDue } from "../../core/postmortem/reminders.ts";
import { checksum } from "../../std/checksum.ts";
import { instantOf } from "../../std/instant.ts";
import { fold } from "../fold.ts";
import type { Following } from "./follow-postmortem.ts";

/** The reminders whose time has come, after what people asked for in this look. */
export function dueReminders(
  commands: readonly Asked[],
  { observation, record, world }: Following,
): readonly Asked[] {
  const { config } = observation.settings;
  const { incident } = fold(record, commands, config);
  const now = instantOf(world.clock.now());
  const { due } = remindersDue(incident, { config, now });
  const at = due.reduce((latest, one) => (one.at > latest ? one.at : latest), "");
  if (at === "") return [];
  return [
    {
      command: { kind: "GiveReminders", reminders: due },
      verb: "postmortem",
      by: world.identity.login,
      authority: "none",
      // The same for whoever gives the same reminders, App or Action, and for nobody else.
      stamp: stamp({ at, kind: "t", id: checksum(slotsOf(due)), line: 0 }),
    },
  ];
}

function slotsOf(reminders: readonly Reminder[]): string {
  return reminders.map(({ subject, slot }) => `${subject} ${slot}`).join("\n");
}
