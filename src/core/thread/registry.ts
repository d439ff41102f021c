import type { SlashCommand } from "./slash-command.ts";
import { ack } from "./slash-commands/ack.ts";
import { action } from "./slash-commands/action.ts";
import { cancel } from "./slash-commands/cancel.ts";
import { changes } from "./slash-commands/changes.ts";
import { check } from "./slash-commands/check.ts";
import { close } from "./slash-commands/close.ts";
import { comms } from "./slash-commands/comms.ts";
import { declare } from "./slash-commands/declare.ts";
import { done } from "./slash-commands/done.ts";
import { duplicate } from "./slash-commands/duplicate.ts";
import { handoff } from "./slash-commands/handoff.ts";
import { help } from "./slash-commands/help.ts";
import { hotfix } from "./slash-commands/hotfix.ts";
import { impact } from "./slash-commands/impact.ts";
import { lead } from "./slash-commands/lead.ts";
import { link } from "./slash-commands/link.ts";
import { list } from "./slash-commands/list.ts";
import { mitigated } from "./slash-commands/mitigated.ts";
import { note } from "./slash-commands/note.ts";
import { oncall } from "./slash-commands/oncall.ts";
import { page } from "./slash-commands/page.ts";
import { postmortem } from "./slash-commands/postmortem.ts";
import { related } from "./slash-commands/related.ts";
import { remind } from "./slash-commands/remind.ts";
import { reopen } from "./slash-commands/reopen.ts";
import { resolve } from "./slash-commands/resolve.ts";
import { role } from "./slash-commands/role.ts";
import { rollback } from "./slash-commands/rollback.ts";
import { runbook } from "./slash-commands/runbook.ts";
import { scribe } from "./slash-commands/scribe.ts";
import { service } from "./slash-commands/service.ts";
import { sev } from "./slash-commands/sev.ts";
import { snooze } from "./slash-commands/snooze.ts";
import { status } from "./slash-commands/status.ts";
import { step } from "./slash-commands/step.ts";
import { summary } from "./slash-commands/summary.ts";
import { tech } from "./slash-commands/tech.ts";
import { unsnooze } from "./slash-commands/unsnooze.ts";
import { update } from "./slash-commands/update.ts";
import { watch } from "./slash-commands/watch.ts";
import { wontdo } from "./slash-commands/wontdo.ts";

/** Every slash command, in the order of the help and of the README's table. */
export const slashCommands: readonly SlashCommand[] = [
  declare,
  ack,
  page,
  oncall,
  sev,
  status,
  mitigated,
  watch,
  resolve,
  close,
  cancel,
  reopen,
  role,
  lead,
  comms,
  tech,
  scribe,
  handoff,
  impact,
  service,
  summary,
  update,
  remind,
  snooze,
  unsnooze,
  note,
  changes,
  rollback,
  hotfix,
  runbook,
  step,
  link,
  related,
  duplicate,
  action,
  done,
  wontdo,
  postmortem,
  list,
  check,
  help,
];

const byWord = new Map(slashCommands.flatMap((each) => wordsOf(each).map((word) => [word, each])));

/** The command that answers to a word after `/incident`: its verb or one of its aliases. */
export function findCommand(word: string): SlashCommand | undefined {
  return byWord.get(word);
}

/** The command that answers to a bare `/word`: some verbs are left to others. */
export function findBareCommand(word: string): SlashCommand | undefined {
  const found = byWord.get(word);
  if (!found || found.onlyAfterIncident) return undefined;
  return found.bareVerb !== undefined && word === found.verb ? undefined : found;
}

/** Every word that is answered to after `/incident`. */
export function knownWords(): readonly string[] {
  return [...byWord.keys()];
}

export interface CommandRow {
  readonly verb: string;
  readonly usage: readonly string[];
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly permission: string;
}

/** What help and the README say of every command. */
export function commandTable(): readonly CommandRow[] {
  return slashCommands.map(({ verb, usage, aliases, summary, permission, permissionWords }) => ({
    verb,
    usage,
    aliases,
    summary,
    permission: permissionWords ?? permission.join(" or "),
  }));
}

function wordsOf({ verb, bareVerb, aliases }: SlashCommand): readonly string[] {
  return bareVerb === undefined ? [verb, ...aliases] : [verb, bareVerb, ...aliases];
}
