import type { Command } from "../incident/commands.ts";
import { readArguments } from "./arguments.ts";
import { type Reading, readComment, type ThreadLine } from "./read-comment.ts";
import type { Said } from "./slash-command.ts";
import { todo } from "./slash-commands/todo.ts";

/** One line of a comment as a typed request. */
export interface ParsedLine {
  /** One-based line of the comment: with the comment's id it is the command's identity. */
  readonly line: number;
  /** The verb of the registry; of a hint, the word as typed. */
  readonly verb: string;
  readonly command: Command;
  readonly raw: string;
  /** Only a hint: the line may not have been meant for us, and nothing was asked. */
  readonly hint?: boolean;
  /** What was read in a way its writer may not have meant. */
  readonly warnings: readonly string[];
}

/** The requests of a comment, in the order they stand there. It never throws. */
export function parseComment(body: string, how: Reading, said: Said): readonly ParsedLine[] {
  return readComment(body, how).map((line) => parseLine(line, said));
}

function parseLine(heard: ThreadLine, said: Said): ParsedLine {
  const { line, raw } = heard;
  if (heard.kind === "unclear") {
    return { line, raw, verb: heard.typed, command: heard.misread, hint: true, warnings: [] };
  }
  const words = readArguments(heard.typed, heard.rest, heard.command);
  const command = heard.command.parse(words, said);
  // Who writes a line for themselves is told nothing about it.
  const warnings = heard.command === todo ? [] : words.warnings;
  return { line, raw, verb: heard.command.verb, command, warnings };
}
