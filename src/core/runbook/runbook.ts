/** What to do in one kind of trouble, read from a Markdown file. */
export interface Runbook {
  /** The file's name without its ending, as `/runbook` takes it: `high-cpu`. */
  readonly name: string;
  readonly title: string;
  /** What it is for; an incident that fits these gets it. */
  readonly services: readonly string[];
  readonly labels: readonly string[];
  readonly alerts: readonly string[];
  readonly words: readonly string[];
  /** One line of harmless Markdown each. */
  readonly symptoms: readonly string[];
  readonly steps: readonly Step[];
}

export interface Step {
  readonly section: StepSection;
  /** The item's own Markdown, harmless; its code can be copied as it is. */
  readonly text: string;
  /** The beginning of it without marks, cut to 80; not escaped. */
  readonly plain: string;
}

export const stepSections = ["Investigation", "Mitigation", "Resolution"] as const;
export type StepSection = (typeof stepSections)[number];

export const sections = ["Symptoms", ...stepSections] as const;
export type Section = (typeof sections)[number];

/** A runbook and whose it is. */
export interface FoundRunbook extends Runbook {
  readonly from: Origin;
}

/** In the order in which they come first: the nearest to the incident knows best. */
export const origins = ["repository", "organization", "built-in"] as const;
export type Origin = (typeof origins)[number];

/** The runbooks an incident can be handed, and what is wrong with others. */
export interface RunbookList {
  /** The repository's own first, then the organization's, then ours; each name once. */
  readonly runbooks: readonly FoundRunbook[];
  /** One line each: where, what came, what was expected. Not escaped for Markdown. */
  readonly problems: readonly string[];
}

/** Limits of one runbook; what fits is posted whole in one comment. */
export const runbookLimits = {
  bytes: 65_536,
  steps: 60,
  /** Of all steps as a checklist, in UTF-16 units. */
  characters: 36_000,
  title: 120,
  /** Entries of each list in the front matter. */
  entries: 40,
  entry: 100,
} as const;

/** A file's name or what somebody typed, as a runbook's name: `High CPU.md` is `high-cpu`. */
export function runbookName(text: string): string {
  const bare = text.slice(0, 200).normalize("NFC").toLowerCase().replace(/\.md$/, "");
  const name = bare.replace(/[^\p{L}\p{N}.]+/gu, "-").slice(0, 60);
  return name.replace(/^[-.]+|[-.]+$/g, "");
}

/** The runbooks to choose from: of those with the same name the first one counts. */
export function withoutReplaced<R extends Runbook>(runbooks: readonly R[]): readonly R[] {
  const byName = new Map<string, R>();
  for (const runbook of runbooks) {
    if (!byName.has(runbook.name)) byName.set(runbook.name, runbook);
  }
  return [...byName.values()];
}
