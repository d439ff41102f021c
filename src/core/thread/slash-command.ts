import type { PermissionCell } from "../incident/authority.ts";
import type { Command } from "../incident/commands.ts";
import type { Instant } from "../incident/stamp.ts";

/** One slash command: its help, who may use it, and how its arguments become a command. */
export interface SlashCommand {
  readonly verb: string;
  /** Other words for the same verb; an alias belongs to one verb only. */
  readonly aliases: readonly string[];
  /** One line a person can read in a table. */
  readonly summary: string;
  /** The exact forms, for example `/sev 1 [reason]`. */
  readonly usage: readonly string[];
  /** Who may by default; several cells mean any one of them. The core refines a few by state. */
  readonly permission: readonly PermissionCell[];
  /** The permission in words, where the cells alone do not tell the whole rule. */
  readonly permissionWords?: string;
  /** Lines that parse, shown in help and tested. */
  readonly examples: readonly string[];
  /** Only reached as `/incident <verb>`: a bare `/verb` is left to others. */
  readonly onlyAfterIncident?: boolean;
  /** What to type instead of `/verb`, where the bare verb belongs to others: `close-incident`. */
  readonly bareVerb?: string;
  /** The keys taken out of the text as `key=value`; every other one stays text. */
  readonly options?: readonly string[];
  /** The flags taken out of the text as `--flag`. */
  readonly flags?: readonly string[];
  readonly parse: (words: Arguments, said: Said) => Command;
}

/** The rest of a command line, read once. */
export interface Arguments {
  /** The verb as it was typed, in lower case and without the slash. */
  readonly typed: string;
  /** Everything after the verb, verbatim but trimmed, without options and flags. */
  readonly text: string;
  /** The words of `text`. */
  readonly words: readonly string[];
  /** `key=value`, `key="with spaces"` and `--flag "with spaces"`, keys in lower case. */
  readonly options: ReadonlyMap<string, string>;
  /** `--force` and the like, without the dashes. */
  readonly flags: ReadonlySet<string>;
  /** What was read in a way its writer may not have meant. */
  readonly warnings: readonly string[];
}

/** When and where it was said: what makes `at=09:30` an instant. */
export interface Said {
  readonly at: Instant;
  /** IANA zone of times without one. */
  readonly timezone: string;
  readonly by: string;
}
