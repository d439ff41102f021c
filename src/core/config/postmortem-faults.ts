import { noSuchLevel, repeated } from "./config-faults.ts";
import type { Fault } from "./file-problems.ts";
import { type Ladder, plainForm } from "./ladder.ts";
import type { ConfigFile } from "./schema.ts";

/** Levels the ladder has, and nothing named twice. */
export function postmortemFaults({ postmortem }: ConfigFile, ladder: Ladder): Fault[] {
  const levels = postmortem?.levels ?? [];
  return [
    ...levels.flatMap((level, index) => unknownLevel(level, index, ladder)),
    ...repeated(levels.map(plainForm)).map((index) => ({
      path: ["postmortem", "levels", index],
      expected: "each level once",
      example: ladder.levels[0]?.name ?? "SEV1",
    })),
    ...repeated(postmortem?.rules?.off ?? []).map((index) => ({
      path: ["postmortem", "rules", "off", index],
      expected: "each rule once",
      example: "timeline-gap",
    })),
  ];
}

function unknownLevel(level: string, index: number, ladder: Ladder): Fault[] {
  if (ladder.levels.some(({ name }) => plainForm(name) === plainForm(level))) return [];
  return [noSuchLevel(["postmortem", "levels", index], ladder)];
}
