import type { LabelNames } from "./config.ts";
import type { Destination } from "./destination-settings.ts";

/** Severity levels in order, worst first. Only the position ranks them, never a digit. */
export interface Ladder {
  /** A built-in ladder's name, or "own". */
  readonly name: string;
  readonly levels: readonly Level[];
}

export interface Level {
  readonly name: string;
  readonly criteria: string;
  /** Zero is "immediately"; undefined promises nothing. */
  readonly respondMs: number | "next business day" | undefined;
  /** Time between status updates; undefined asks for none. */
  readonly updateMs: number | undefined;
  /** Who should hear of it, in words; mentions come only from `tell`. */
  readonly audience: string;
  /** Logins and teams to mention, without `@`. */
  readonly tell: readonly string[];
  /** Where it is told besides the issue. */
  readonly channels?: readonly Destination[] | undefined;
  /** The escalation policy it starts; undefined starts none. */
  readonly policy?: string | undefined;
  /** Six hex digits in lower case, for the label. */
  readonly color: string;
  /** Further words people may use for this level, in lower case. */
  readonly words: readonly string[];
}

const wordsByPosition = ["critical", "major", "minor"];

/** The level meant by `SEV-1`, `s1`, `1`, `critical`…; undefined for a value of another ladder. */
export function levelNamed(ladder: Ladder, text: string | undefined): Level | undefined {
  const wanted = plainForm(text ?? "");
  if (wanted === "") return undefined;
  return (
    ladder.levels.find((level) => plainForm(level.name) === wanted) ??
    ladder.levels.find((level) => level.words.some((word) => plainForm(word) === wanted)) ??
    levelWithNumber(ladder, wanted) ??
    ladder.levels[wordsByPosition.indexOf(wanted)]
  );
}

/** Sorts worst first: below zero when `a` is worse than `b`. A name the ladder lacks comes last. */
export function compareSeverity(ladder: Ladder, a: string, b: string): number {
  return positionOf(ladder, a) - positionOf(ladder, b);
}

/** Whether this is the worst level of the ladder. */
export function isTopSeverity(ladder: Ladder, levelName: string): boolean {
  return positionOf(ladder, levelName) === 0;
}

/**
 * Whether a level is a ticket: nobody has to respond before the next business day and nobody waits
 * for status updates, so nobody is paged and no clock runs.
 */
export function isTicket({ respondMs, updateMs }: Level): boolean {
  return updateMs === undefined && typeof respondMs !== "number";
}

/** The label that shows a level, such as `severity: SEV1`. */
export function labelOfLevel(labels: LabelNames, levelName: string): string {
  return labels.severityPrefix + levelName;
}

/** The level a label stands for: ours in any case, or a bare level name such as `sev1` or `P-1`. */
export function levelOfLabel(
  ladder: Ladder,
  labels: LabelNames,
  labelName: string,
): Level | undefined {
  const prefix = labels.severityPrefix.trim().toLowerCase();
  const name = labelName.trim();
  if (name.toLowerCase().startsWith(prefix)) return levelNamed(ladder, name.slice(prefix.length));
  // Bare words such as "minor" or "1" are too common on issues to be taken for a severity.
  return ladder.levels.find((level) => plainForm(level.name) === plainForm(name));
}

/** Two spellings of one level, role or word give the same form: `SEV-1`, `sev 1`, `Sev_1`. */
export function plainForm(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/(?<=[^\s_-])[\s_-](?=[^\s_-])/g, "");
}

/** `1`, `s1` and `sev1` mean the only level whose name ends in exactly 1, if their letters fit. */
function levelWithNumber(ladder: Ladder, wanted: string): Level | undefined {
  const asked = lettersAndNumber(wanted);
  if (asked === undefined) return undefined;
  const fitting = ladder.levels.filter((level) => {
    const own = lettersAndNumber(plainForm(level.name));
    if (own?.number !== asked.number) return false;
    return asked.letters === "" || sameFamily(asked.letters, own.letters);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function lettersAndNumber(text: string): { letters: string; number: string } | undefined {
  const match = /^(\D{0,30})(\d{1,6})$/.exec(text);
  if (match === null) return undefined;
  return { letters: match[1] ?? "", number: match[2] ?? "" };
}

const families = [
  ["s", "sev", "severity"],
  ["p", "prio", "priority"],
];

function sameFamily(a: string, b: string): boolean {
  return a === b || families.some((family) => family.includes(a) && family.includes(b));
}

/** A level that has left the config since it was set is never worse than one that is there. */
function positionOf(ladder: Ladder, levelName: string): number {
  const position = ladder.levels.findIndex(
    (level) => plainForm(level.name) === plainForm(levelName),
  );
  return position === -1 ? ladder.levels.length : position;
}
