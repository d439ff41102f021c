import type { IncidentRecord } from "../../core/card/record.ts";
import type { Asked, Command } from "../../core/incident/commands.ts";
import type { Reviewed } from "../../core/incident/postmortem-commands.ts";
import { type Instant, type Stamp, stamp } from "../../core/incident/stamp.ts";
import { type ChecklistDifference, differencesIn } from "../../core/postmortem/checklist.ts";
import { digestOf } from "../../core/postmortem/lint/digest.ts";
import { lintPostmortem } from "../../core/postmortem/lint/lint-postmortem.ts";
import { checksum } from "../../std/checksum.ts";
import { ownText } from "../address.ts";
import { authorityOf } from "../authorize.ts";
import { isIgnored, isOurs } from "../card-seen.ts";
import type { Observation } from "../observe.ts";
import type { Person } from "../ports.ts";
import type { World } from "../world.ts";
import type { SecondThread } from "./second-thread.ts";

/** What a look at an incident knows while it reads its postmortem. */
export interface Following {
  readonly observation: Observation;
  readonly record: IncidentRecord;
  readonly world: World;
}

/**
 * What people did to the postmortem's text and issue by hand, as commands. Nothing of it was said
 * anywhere else: ticks, rewritten and new lines of the checklist, closing and reopening.
 */
export async function followPostmortem(following: Following): Promise<readonly Asked[]> {
  const { second } = following.observation;
  if (second === undefined) return [];
  return [
    ...(await checklistCommands(second, following)),
    ...reviewCommand(second, following),
    ...(await stateCommand(second, following)),
  ];
}

/** GitHub lets only people with write permission, and its author, edit an issue of ours. */
const authority = "write" as const;

async function checklistCommands(
  second: SecondThread,
  { observation, record, world }: Following,
): Promise<readonly Asked[]> {
  const { issue, address } = second;
  const differences = differencesIn(issue.body, record.incident.actionItems);
  if (differences.length === 0) return [];
  const told = address.seen.edited?.findLast(({ commentId }) => commentId === ownText)?.by;
  const by = told ?? (await editorOf(second, { observation, world })) ?? "ghost";
  const asked = differences.map((difference, index) => {
    const { command, verb, line } = commandFor(difference, index);
    return {
      command,
      ...{ verb, by, authority },
      stamp: postmortemStamp(issue.updatedAt, line),
      gesture: gestureOf(difference, record),
      on: issue.number,
    } satisfies Asked;
  });
  return asked.filter(({ gesture }) => !record.putBack.includes(gesture));
}

/** Only the last editor is told: where that is us, nobody knows who was before. */
async function editorOf(
  { address, issue }: SecondThread,
  { observation, world }: Pick<Following, "observation" | "world">,
): Promise<string | undefined> {
  const editor = await world.host.readIssueEditor(address, issue);
  const { identities } = observation.settings.config;
  return editor !== undefined && isOurs(editor, world.identity, identities) ? undefined : editor;
}

/** What is done to an issue by hand has no id of its own: its second stands for it. */
function postmortemStamp(at: Instant, line: number): Stamp {
  return stamp({ at, kind: "m", id: Math.floor(Date.parse(at) / 1000), line });
}

/** Rows without a number come after all others, in their order. */
const firstNewLine = 10_000;

function commandFor(
  difference: ChecklistDifference,
  index: number,
): { command: Command; verb: string; line: number } {
  switch (difference.kind) {
    case "tick": {
      const { number, ticked } = difference;
      const kind = ticked ? "CompleteActionItem" : "ReopenActionItem";
      return { command: { kind, number }, verb: "done", line: number };
    }
    case "edit": {
      const { kind: _kind, ...row } = difference;
      return { command: { kind: "EditActionItem", ...row }, verb: "action", line: row.number };
    }
    case "add": {
      const { kind: _kind, ticked, ...row } = difference;
      const line = firstNewLine + index;
      const done = ticked === true && ({ done: true } as const);
      return { command: { kind: "AddActionItem", ...row, ...done }, verb: "action", line };
    }
    default:
      return difference satisfies never;
  }
}

/**
 * Names what was done, and so that it is answered once: our answer, too, makes the issue newer, and
 * a row that was refused may stay there.
 */
function gestureOf(difference: ChecklistDifference, { incident }: IncidentRecord): string {
  switch (difference.kind) {
    case "tick": {
      const { number, ticked } = difference;
      const since = incident.setBy[`item:${number}`] ?? "";
      return `item:${number}:${ticked}@${checksum(since)}`;
    }
    case "edit":
      return `item:${difference.number}:words@${checksum(JSON.stringify(difference))}`;
    case "add":
      return `item:new@${checksum(JSON.stringify(difference))}`;
    default:
      return difference satisfies never;
  }
}

/** What the linter says of the text as it is now, when that is something new. */
function reviewCommand(
  { issue }: SecondThread,
  { observation, record, world }: Following,
): readonly Asked[] {
  const { postmortem } = record.incident;
  if (postmortem?.state !== "open") return [];
  const { digest, findings } = reviewOf(issue.body, { observation, record });
  if (digest === postmortem.review?.digest) return [];
  return [
    {
      command: { kind: "ReviewPostmortem", review: { digest, findings } },
      verb: "postmortem",
      by: world.identity.login,
      authority: "none",
      // Not the second's: what was done by hand in it is answered, and this is not.
      stamp: stamp({ at: issue.updatedAt, kind: "m", id: issue.id, line: 0 }),
    },
  ];
}

/** So many findings are told where somebody called it done. */
const mostTold = 5;

/** What a postmortem's text lacks. */
function reviewOf(
  text: string,
  { observation, record }: Pick<Following, "observation" | "record">,
): Reviewed {
  const { rulesOff } = observation.settings.config.postmortem;
  const findings = lintPostmortem(text, { rulesOff, incident: record.incident });
  return {
    digest: digestOf(findings),
    findings: findings.length,
    worst: findings.slice(0, mostTold).map(({ quote, why }) => `“${quote}”: ${why}`),
  };
}

/** Closing its issue says that it is done, opening it again that it is not. */
async function stateCommand(second: SecondThread, following: Following): Promise<readonly Asked[]> {
  const { record, observation, world } = following;
  const { issue } = second;
  const { postmortem } = record.incident;
  // What we are about to do ourselves, or have not been seen doing, is nobody's gesture.
  if (record.owed.some(({ kind }) => kind === "postmortem-state")) return [];
  const isOwn = (person: Person | undefined) =>
    person !== undefined &&
    isOurs(person.login, world.identity, observation.settings.config.identities);
  if (issue.state === "closed" && postmortem?.state === "open") {
    // In a workflow other programs act under our name; our own closing was owed, and is not here.
    const asked = [await closedBy(second, following)];
    // Answered before: GitHub did not let us open it again, or a program closed it once more.
    return asked.filter(({ gesture = "" }) => !record.putBack.includes(gesture));
  }
  if (issue.state === "open" && postmortem?.state === "done") {
    const { gestures } = await world.host.readGestures(second.address, 1);
    const last = gestures.findLast(({ kind }) => kind === "reopened" || kind === "closed");
    if (last === undefined || last.kind === "closed" || isOwn(last.by)) return [];
    return [
      {
        command: { kind: "ReopenPostmortem" },
        ...{ verb: "postmortem", by: last.by.login, authority: "triage", on: issue.number },
        stamp: postmortemStamp(last.at, 0),
      },
    ];
  }
  return [];
}

async function closedBy({ address, issue }: SecondThread, following: Following): Promise<Asked> {
  const { closedBy: closer } = issue;
  const { world, observation } = following;
  const { settings } = observation;
  const { config } = settings;
  const at = issue.closedAt ?? issue.updatedAt;
  const isBot = closer !== undefined && isIgnored(closer, config);
  return {
    command: { kind: "CompletePostmortem", found: reviewOf(issue.body, following) },
    verb: "postmortem",
    by: closer?.login ?? "ghost",
    // Whoever is not told may not: it is opened again, with the reason.
    authority:
      closer === undefined ? "none" : await authorityOf(closer, { address, settings, world }),
    stamp: postmortemStamp(at, 0),
    // A person is answered each time; with a program that closes again and again nobody argues.
    gesture: isBot ? "postmortem:closed" : `postmortem:closed:${at}`,
    on: issue.number,
  };
}

/** What `/postmortem ready` needs to be decided: the text as it is now. */
export function withReview(asked: Asked, following: Following): Asked {
  const { command } = asked;
  const { second } = following.observation;
  // What cannot be read is refused with that reason; it must not hold up the other commands.
  if (command.kind !== "CompletePostmortem" || second === undefined) return asked;
  return { ...asked, command: { ...command, found: reviewOf(second.issue.body, following) } };
}
