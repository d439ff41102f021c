import {
  type ActionSettings,
  defaultConfig,
  type PostmortemSettings,
  type ReminderSettings,
} from "./config.ts";
import { type Ladder, plainForm } from "./ladder.ts";
import type { ConfigFile } from "./schema.ts";

export function completePostmortem(
  file: ConfigFile["postmortem"],
  ladder: Ladder,
): PostmortemSettings {
  const own = defaultConfig.postmortem;
  return {
    dueMs: file?.due ?? own.dueMs,
    onResolve: file?.onResolve ?? own.onResolve,
    levels: levelsOf(file?.levels, ladder),
    folder: file?.folder ?? own.folder,
    rulesOff: file?.rules?.off ?? own.rulesOff,
  };
}

/** As the ladder spells and orders them; unless they are named, all but its mildest. */
function levelsOf(named: readonly string[] | undefined, ladder: Ladder): readonly string[] {
  const names = ladder.levels.map((level) => level.name);
  if (named === undefined) return names.slice(0, -1);
  const wanted = new Set(named.map(plainForm));
  return names.filter((name) => wanted.has(plainForm(name)));
}

export function completeAction(file: ConfigFile["action"]): ActionSettings {
  const own = defaultConfig.action;
  return {
    types: file?.types ?? own.types,
    track: file?.track ?? own.track,
    repository: file?.repository ?? own.repository,
  };
}

export function completeReminders(file: ConfigFile["reminders"]): ReminderSettings {
  const own = defaultConfig.reminders;
  return {
    soonMs: file?.soon ?? own.soonMs,
    everyMs: file?.every ?? own.everyMs,
    quietHours: file?.quietHours === "none" ? undefined : (file?.quietHours ?? own.quietHours),
  };
}
