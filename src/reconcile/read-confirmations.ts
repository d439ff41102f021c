import { levelOfLabel } from "../core/config/ladder.ts";
import type { Command } from "../core/incident/commands.ts";
import { compareStamps, stamp } from "../core/incident/stamp.ts";
import type { Unauthorized } from "./authorize.ts";
import { isIgnored, isOurs } from "./card-seen.ts";
import { declareCommand } from "./declaring.ts";
import type { Observation } from "./observe.ts";
import type { Gesture } from "./ports.ts";
import { readOne } from "./read-comments.ts";
import type { World } from "./world.ts";

/** What confirms a report: declaring, acknowledging, setting severity, or assigning somebody. */
export async function readConfirmations(
  observation: Observation,
  given: { gestures: readonly Gesture[]; label: Gesture; world: World },
): Promise<readonly Unauthorized[]> {
  const { gestures, label, world } = given;
  const { settings, comments } = observation;
  const since = stamp({ at: label.at, kind: "e", id: label.id, line: 0 });
  const confirming: Command["kind"][] = [
    "DeclareIncident",
    "AcknowledgeIncident",
    "ChangeSeverity",
  ];
  const read: Unauthorized[] = [];
  for (const comment of comments) {
    if (isOurs(comment.author.login, world.identity, settings.config.identities)) continue;
    if (isIgnored(comment.author, settings.config)) continue;
    read.push(...(await readOne(comment, observation, world)));
  }
  const spoken = read.filter(({ command }) => confirming.includes(command.kind));
  const done = gestures.filter(
    ({ kind, subject }) =>
      kind === "assigned" ||
      (kind === "labeled" &&
        levelOfLabel(settings.config.ladder, settings.config.labels, subject ?? "") !== undefined),
  );
  return [...spoken, ...done.map((gesture) => asConfirmation(gesture, observation))].filter(
    (one) => compareStamps(one.stamp, since) > 0,
  );
}

function asConfirmation(gesture: Gesture, observation: Observation): Unauthorized {
  return {
    command: declareCommand(observation),
    verb: "declare",
    by: gesture.by,
    stamp: stamp({ at: gesture.at, kind: "e", id: gesture.id, line: 0 }),
  };
}
