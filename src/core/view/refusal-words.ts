import type { Config } from "../config/config.ts";
import type { PermissionCell } from "../incident/authority.ts";
import type { CommandRefused, Missing } from "../incident/events.ts";
import type { Refusal, RefusalCode } from "../incident/refusal.ts";
import { commander, holderOf } from "../incident/roles.ts";
import {
  noDraftWords,
  noPolicyWords,
  notMitigatedWords,
  tooManyRemindersWords,
} from "./clock-refusals.ts";
import { commandForm } from "./command-form.ts";
import {
  conflictWords,
  hotfixWords,
  impossibleWords,
  unknownRunbookWords,
} from "./mitigation-refusals.ts";
import { person } from "./people.ts";
import { incompleteWords, noPostmortemWords, notResolvedWords } from "./postmortem-refusals.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import { giveCommand, takeCommand } from "./role-commands.ts";
import { severityExample } from "./severity-example.ts";
import type { Telling } from "./telling.ts";

export interface RefusalWords {
  readonly why: string;
  readonly next: string;
}

/** Why not, and what to type instead: calm, short, nobody's fault. */
export function refusalWords(event: CommandRefused, telling: Telling): RefusalWords {
  const { refusal } = event;
  const write = writers[refusal.code] as Writer<RefusalCode>;
  return write(refusal, telling, event);
}

type Writer<C extends RefusalCode> = (
  refusal: Extract<Refusal, { code: C }>,
  telling: Telling,
  event: CommandRefused,
) => RefusalWords;

const writers: { readonly [C in RefusalCode]: Writer<C> } = {
  "not-allowed": ({ needs, role }, telling, { verb }) => ({
    why: `This takes ${whoMay({ needs, role, verb }, telling)}.`,
    next: "Please ask somebody who may.",
  }),
  misread: ({ came, expected, example }) => ({
    why: `I could not read ${code(came, 120)}. Expected ${sentence(line(expected, 300))}`,
    next: `For example ${code(example, 200)}`,
  }),
  "unknown-severity": ({ came, levels }, { config }) => ({
    why: `${code(came, 60)} is no level here. From worst to mildest: ${levelsOf(levels, config)}.`,
    next: `For example ${code(severityExample(config), 60)}`,
  }),
  "unknown-role": ({ came, roles }) => ({
    why: `${code(came, 60)} is no role here. There are: ${namesOf(roles)}.`,
    next: `For example ${giveCommand(roles[0] ?? commander)}`,
  }),
  ended: ({ status }) => ({
    why: `This incident is ${status} already.`,
    next: `If it is back: ${code('/reopen-incident reason="what is wrong again"', 80)}`,
  }),
  "not-resolved": ({ status }, _telling, { verb }) => notResolvedWords(status, verb),
  "not-ended": ({ status }) => ({
    why: `This incident is still open (${status}), so there is nothing to reopen.`,
    next: "",
  }),
  missing: ({ missing }, telling) => missingWords(missing, telling),
  "no-such-item": ({ came, numbers }) =>
    numbers.length === 0
      ? {
          why: "There are no action items yet.",
          next: `To add one: ${code("/action <text>", 40)}`,
        }
      : { why: `There is no action item ${came}. There are: ${namesOf(numbers)}.`, next: "" },
  "role-is-empty": ({ role }) => ({
    why: `Nobody is ${line(role, 60)} at the moment, so there is nothing to hand over.`,
    next: `To give it to somebody: ${giveCommand(role)}`,
  }),
  "not-holding": ({ role, holder }, { place }) => ({
    why:
      holder === undefined
        ? `Only the ${line(role, 60)} can hand this role over, and nobody has it now.`
        : `Only the ${line(role, 60)} can hand this role over; that is ${person(holder, place)}.`,
    next: `To take it yourself: ${takeCommand(role)}`,
  }),
  "cancel-instead": () => ({
    why: "An incident ends by a word, so that everybody knows how it ended.",
    next:
      `If it never was one: ${code("/cancel false-positive", 40)}. ` +
      `If it is over: ${code("/resolve <what fixed it>", 40)}`,
  }),
  "verb-instead": ({ verb }, _telling, { gesture }) => ({
    why:
      gesture === undefined
        ? "This has a command of its own."
        : "This label only shows where the incident stands.",
    next: `Please use ${commandForm(verb)}`,
  }),
  "edited-by-somebody-else": ({ editor }, { place }) => ({
    why:
      `${editor === undefined ? "Somebody else" : person(editor, place)} edited this comment ` +
      "before I read it, and a command counts only in its author's own words.",
    next: "Please write it again in a new comment.",
  }),
  "not-declared": () => ({
    why: "This issue is not an incident yet.",
    next: `To make it one: ${code("/incident declare", 40)}`,
  }),
  "pull-request": () => ({
    why: "A pull request cannot become an incident.",
    next: `To open one and link it here: ${code("/incident declare <title>", 40)}`,
  }),
  "unknown-person": ({ came }) => ({
    why: `I found nobody called ${code(came, 60)} who can work in this repository.`,
    next: "Please check the spelling of the name.",
  }),
  "rollback-conflict": ({ conflict }) => conflictWords(conflict),
  "rollback-impossible": impossibleWords,
  "hotfix-impossible": hotfixWords,
  "unknown-runbook": unknownRunbookWords,
  "no-runbook": () => ({
    why: "No runbook is being followed here yet.",
    next: `To pick one: ${code("/runbook", 20)}`,
  }),
  "no-such-step": ({ came, steps }) => ({
    why: `There is no step ${came}; this runbook has ${steps}.`,
    next: `For example ${code("/step 1 done", 20)}`,
  }),
  "not-mitigated": notMitigatedWords,
  "no-policy": noPolicyWords,
  "no-draft": noDraftWords,
  "too-many-reminders": tooManyRemindersWords,
  "no-postmortem": (_refusal, { incident }) => noPostmortemWords(incident),
  "postmortem-unread": () => ({
    why: "The postmortem could not be read just now.",
    next: "Please try again in a moment.",
  }),
  "postmortem-incomplete": incompleteWords,
};

function whoMay(
  rule: { needs: readonly PermissionCell[]; role: string | undefined; verb: string },
  telling: Telling,
): string {
  return rule.needs.map((cell) => cellWords(cell, rule, telling)).join(", or ");
}

function cellWords(
  cell: PermissionCell,
  { role, verb }: { role: string | undefined; verb: string },
  { incident, config, place }: Telling,
): string {
  switch (cell) {
    case "any":
      return "anybody who can comment";
    case "triage":
    case "write":
    case "maintain":
      return `${cell} access to this repository`;
    case "self":
      return "the person it is about";
    case "holder": {
      const name = role ?? commander;
      const holder = incident === undefined ? undefined : holderOf(incident, name);
      const now = holder === undefined ? "nobody at the moment" : person(holder, place);
      return `being ${line(name, 60)} (${now})`;
    }
    case "list": {
      const rule = [...config.permissions].find(([name]) => name === verb)?.[1];
      const logins = rule?.who === "list" ? rule.logins : [];
      const people = logins.slice(0, 20).map((login) => person(login, place));
      return people.length === 0
        ? "being named for it in `.github/allclear.yml`"
        : `being one of ${people.join(", ")}`;
    }
    default:
      return cell satisfies never;
  }
}

function missingWords(missing: readonly Missing[], { config }: Telling): RefusalWords {
  const lacks: Record<Missing, string> = {
    severity: "its severity is not set",
    mitigation: "nobody has said that it is mitigated, or how it ended",
    summary: "it has no summary",
  };
  const types: Record<Missing, string> = {
    severity: code(severityExample(config), 60),
    mitigation: code("/resolve <what fixed it>", 40),
    summary: code("/resolve <what fixed it>", 40),
  };
  const last = missing.includes("severity") && missing.length === 1 ? ["`/resolve`"] : [];
  const steps = [...new Set([...missing.map((each) => types[each]), ...last])];
  return {
    why: `Not resolved yet: ${missing.map((each) => lacks[each]).join(", and ")}.`,
    next: `Please type ${steps.join(", then ")}`,
  };
}

/** Each level with what it means, where the ladder still has it. */
function levelsOf(names: readonly string[], config: Config): string {
  const rows = names.map((name) => {
    const level = config.ladder.levels.find((each) => each.name === name);
    const meaning = level === undefined ? "" : ` (${line(level.criteria, 80)})`;
    return `${line(name, 50)}${meaning}`;
  });
  return rowsWithin(rows, { characters: 2000, more: (left) => `and ${left} more` }).join(", ");
}

function namesOf(names: readonly (string | number)[]): string {
  const rows = names.map((name) => line(String(name), 60));
  return rowsWithin(rows, { characters: 1000, more: (left) => `and ${left} more` }).join(", ");
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
