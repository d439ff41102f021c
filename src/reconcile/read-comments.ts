import type { IncidentRecord } from "../core/card/record.ts";
import type { Command } from "../core/incident/commands.ts";
import { compareStamps, type Instant, sourceOf, stamp } from "../core/incident/stamp.ts";
import { longestEntry } from "../core/incident/timeline.ts";
import { type ParsedLine, parseComment } from "../core/thread/parse-comment.ts";
import type { Unauthorized } from "./authorize.ts";
import { isIgnored, isOurs } from "./card-seen.ts";
import { type Observation, overlapMs } from "./observe.ts";
import { hasLabel } from "./own-labels.ts";
import type { Comment } from "./ports.ts";
import type { World } from "./world.ts";

/** An edit within so long counts as the author's where the host does not say whose it was. */
const ownEditMs = 60_000;

/** So many comments with commands are taken in one look: what they are owed must fit the card. */
const mostCommented = 50;

export interface NewCommands {
  readonly asked: readonly Unauthorized[];
  /** When the last comment was written that this look takes; set when others wait. */
  readonly until?: Instant;
}

/** The commands of the comments this record has not read yet. */
export async function readNewComments(
  observation: Observation,
  record: IncidentRecord,
  world: World,
): Promise<NewCommands> {
  const asked: Unauthorized[] = [];
  let taken = 0;
  let until = record.seenUntil;
  for (const comment of observation.comments) {
    if (!isUnread(comment, record, observation, world)) continue;
    const read = await readOne(comment, observation, world);
    if (read.length > 0 && taken === mostCommented) return { asked, until };
    if (read.length > 0) taken += 1;
    until = comment.createdAt;
    asked.push(...read);
  }
  return { asked };
}

function isUnread(
  comment: Comment,
  record: IncidentRecord,
  { settings }: Observation,
  world: World,
): boolean {
  if (isOurs(comment.author.login, world.identity, settings.config.identities)) return false;
  if (isIgnored(comment.author, settings.config)) return false;
  const first = stamp({ at: comment.createdAt, kind: "c", id: comment.id, line: 0 });
  const declaring = sourceOf(record.floor) === `c${comment.id}`;
  if (!declaring && compareStamps(first, record.floor) < 0) return false;
  if (record.processed.some(([id]) => id === comment.id)) return false;
  return Date.parse(comment.createdAt) > Date.parse(record.seenUntil) - overlapMs;
}

/** All commands of one comment, as its author wrote it. */
export async function readOne(
  comment: Comment,
  observation: Observation,
  world: World,
): Promise<readonly Unauthorized[]> {
  const lines = linesOf(comment, observation);
  if (lines.length === 0) return [];
  const edit = await editOf(comment, observation, world);
  if (edit.own) return lines.map((line) => asAsked(comment, line, line.command));
  const distrust: Command = {
    kind: "DistrustEdit",
    ...(edit.editor !== undefined && { editor: edit.editor }),
  };
  // A line that begins with `TODO:` asks for nothing, unless the scribe wrote it.
  const commands = lines.filter(({ command }) => !("todo" in command));
  return commands.slice(0, 1).map((line) => asAsked(comment, line, distrust));
}

/** The commands an incident was opened with. */
export function readOpeningPost(observation: Observation): readonly Unauthorized[] {
  const { issue } = observation;
  return linesOf(issue, observation).map((line) => ({
    command: line.command,
    verb: line.verb,
    by: issue.author,
    stamp: stamp({ at: issue.createdAt, kind: "i", id: issue.id, line: line.line }),
  }));
}

type Post = Pick<Comment, "body" | "createdAt" | "author">;

function linesOf(comment: Post, observation: Observation): readonly ParsedLine[] {
  const { config } = observation.settings;
  const bareVerbs = isOurIssue(observation);
  const how = { prefixes: config.prefixes, bareVerbs };
  const said = { at: comment.createdAt, timezone: config.timezone, by: comment.author.login };
  return parseComment(comment.body, how, said);
}

/** A card makes an issue ours, whatever became of its labels. */
function isOurIssue({ settings, issue, card }: Observation): boolean {
  const { incident, postmortem } = settings.config.labels;
  const labeled = hasLabel(issue, incident) || hasLabel(issue, postmortem);
  return !issue.isPullRequest && (card.kind !== "none" || labeled);
}

function asAsked(comment: Comment, line: ParsedLine, command: Command): Unauthorized {
  return {
    command,
    verb: line.verb,
    by: comment.author,
    stamp: stamp({ at: comment.createdAt, kind: "c", id: comment.id, line: line.line }),
    ...(line.warnings.length > 0 && { warnings: line.warnings }),
  };
}

interface Edit {
  readonly own: boolean;
  readonly editor?: string;
}

/** The body at first sight counts, if its author wrote it. */
async function editOf(comment: Comment, { address }: Observation, world: World): Promise<Edit> {
  const age = Date.parse(comment.updatedAt) - Date.parse(comment.createdAt);
  if (age <= 0) return { own: true };
  const editor = await world.host.readEditor(address, comment);
  if (editor === undefined) return { own: age <= ownEditMs };
  return { own: editor.toLowerCase() === comment.author.login.toLowerCase(), editor };
}

/** Notes whose comment its author has edited since. */
export async function readAmendments(
  observation: Observation,
  record: IncidentRecord,
  world: World,
): Promise<readonly Unauthorized[]> {
  const amendments: Unauthorized[] = [];
  for (const comment of observation.comments) {
    const changes = amendmentsIn(comment, observation, record);
    if (changes.length === 0) continue;
    const edit = await editOf(comment, observation, world);
    if (edit.own) amendments.push(...changes);
  }
  return amendments;
}

function amendmentsIn(
  comment: Comment,
  observation: Observation,
  record: IncidentRecord,
): readonly Unauthorized[] {
  if (comment.updatedAt === comment.createdAt) return [];
  const entries = record.incident.timeline.filter(
    (entry) => entry.kind === "NoteAdded" && sourceOf(entry.stamp) === `c${comment.id}`,
  );
  if (entries.length === 0) return [];
  const notes = linesOf(comment, observation).filter(({ command }) => command.kind === "AddNote");
  return entries.flatMap((entry, index) => {
    const note = notes[index];
    if (note === undefined || note.command.kind !== "AddNote" || entry.text === undefined)
      return [];
    const { text, at } = note.command;
    if (sameText(text, entry.text) && at === entry.at) return [];
    const line = { ...note, line: note.line };
    const command: Command = {
      kind: "AmendNote",
      entry: entry.stamp,
      text,
      ...(at !== undefined && { at }),
    };
    return [{ ...asAsked(comment, line, command), stamp: amendedAt(comment, note.line) }];
  });
}

function amendedAt(comment: Comment, line: number): string {
  return stamp({ at: comment.updatedAt, kind: "c", id: comment.id, line });
}

/** Entries keep at most so much of a long note; the rest cannot differ visibly. */
function sameText(written: string, kept: string): boolean {
  const part = longestEntry - 2;
  return written.slice(0, part) === kept.slice(0, part);
}

/** Comments a delivery said were deleted, once they are really gone. */
export async function readDeletions(
  { address, comments }: Observation,
  record: IncidentRecord,
  world: World,
): Promise<readonly Unauthorized[]> {
  const { deleted = [], toldAt } = address.seen;
  const gone: Unauthorized[] = [];
  for (const id of deleted) {
    const entries = record.incident.timeline.filter((entry) => sourceOf(entry.stamp) === `c${id}`);
    const first = entries.find((entry) => entry.withdrawn !== true);
    if (first === undefined || comments.some((comment) => comment.id === id)) continue;
    if ((await world.host.readComment(address, id)) !== undefined) continue;
    gone.push(withdrawal(id, toldAt ?? record.seenUntil, first.by ?? "ghost"));
  }
  return gone;
}

function withdrawal(commentId: number, at: Instant, login: string): Unauthorized {
  return {
    command: { kind: "WithdrawEntry", commentId },
    verb: "note",
    by: { login, id: 0, bot: false },
    stamp: stamp({ at, kind: "c", id: commentId, line: 0 }),
  };
}
