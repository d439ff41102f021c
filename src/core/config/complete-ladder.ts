import { builtInLadders, colorAt } from "./built-in-ladders.ts";
import { defaultConfig } from "./config.ts";
import type { Fault } from "./file-problems.ts";
import { type Ladder, type Level, plainForm } from "./ladder.ts";
import type { ConfigFile } from "./schema.ts";

type OwnLevels = Exclude<NonNullable<ConfigFile["ladder"]>, string>;
type LevelChanges = NonNullable<ConfigFile["levels"]>;

/** The ladder a file asks for, with what is wrong about it as a whole. */
export function completeLadder(file: ConfigFile): { ladder: Ladder; faults: readonly Fault[] } {
  if (typeof file.ladder === "object") {
    const ladder = ownLadder(file.ladder);
    return { ladder, faults: [...spellingFaults(ladder, ownPath), ...uselessLevels(file)] };
  }
  const base = file.ladder === undefined ? defaultConfig.ladder : builtInLadders[file.ladder];
  return changedLadder(base, file.levels ?? {});
}

function ownLadder(levels: OwnLevels): Ladder {
  return {
    name: "own",
    levels: levels.map((level, position) => ({
      name: level.name,
      criteria: level.criteria,
      respondMs: respondMs(level.respond),
      updateMs: updateMs(level.update),
      audience: "",
      tell: level.tell ?? [],
      channels: level.channels,
      policy: level.escalate,
      color: level.color ?? colorAt(position),
      words: level.words ?? [],
    })),
  };
}

function changedLadder(base: Ladder, changes: LevelChanges) {
  const keys = Object.keys(changes);
  const keyFor = (level: Level) => keys.find((key) => plainForm(key) === plainForm(level.name));
  const levels = base.levels.map((level) => {
    const key = keyFor(level);
    return key === undefined ? level : changedLevel(level, changes[key]);
  });
  const ladder = { name: base.name, levels };
  const used = new Set(base.levels.map(keyFor));
  const unused = keys.filter((key) => !used.has(key)).map((key) => unusedLevel(base, key));
  const pathOf = (level: Level) => ["levels", keyFor(level) ?? level.name];
  return { ladder, faults: [...unused, ...spellingFaults(ladder, pathOf)] };
}

function changedLevel(level: Level, changes: LevelChanges[string] | undefined): Level {
  if (changes === undefined) return level;
  return {
    ...level,
    criteria: changes.criteria ?? level.criteria,
    respondMs: changes.respond === undefined ? level.respondMs : respondMs(changes.respond),
    updateMs: changes.update === undefined ? level.updateMs : updateMs(changes.update),
    tell: changes.tell ?? level.tell,
    channels: changes.channels ?? level.channels,
    policy: changes.escalate ?? level.policy,
    color: changes.color ?? level.color,
    words: changes.words ?? level.words,
  };
}

function respondMs(respond: OwnLevels[number]["respond"]): Level["respondMs"] {
  if (respond === "none") return undefined;
  return respond === "immediately" ? 0 : respond;
}

function updateMs(update: OwnLevels[number]["update"]): Level["updateMs"] {
  return update === "none" ? undefined : update;
}

function unusedLevel(base: Ladder, key: string): Fault {
  const names = base.levels.map((level) => level.name);
  const expected = `one level of ${base.name}, each once: ${names.join(", ")}`;
  return { path: ["levels"], key, names, expected, example: `${names[0]}: { update: 15m }` };
}

function uselessLevels(file: ConfigFile): Fault[] {
  if (file.levels === undefined) return [];
  const expected = "nothing here: an own ladder has it all in its list";
  return [{ path: ["levels"], expected, example: "ladder: sev1-sev4" }];
}

const ownPath = (_: Level, position: number) => ["ladder", position];

/** Every spelling must lead to one level: no name or word twice. */
function spellingFaults(
  ladder: Ladder,
  pathOf: (level: Level, position: number) => readonly PropertyKey[],
): Fault[] {
  const taken = new Set<string>();
  const faults: Fault[] = [];
  const take = (spelling: string, path: readonly PropertyKey[]) => {
    const form = plainForm(spelling);
    if (taken.has(form)) {
      faults.push({ path, expected: "a name or word no other level has", example: "SEV1" });
    }
    taken.add(form);
  };
  ladder.levels.forEach((level, position) => {
    take(level.name, [...pathOf(level, position), "name"]);
  });
  ladder.levels.forEach((level, position) => {
    level.words.forEach((word, index) => {
      take(word, [...pathOf(level, position), "words", index]);
    });
  });
  return faults;
}
