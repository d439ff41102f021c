import type { Config, PermissionRule } from "../config/config.ts";
import { type CommandRow, commandTable, findCommand } from "../thread/registry.ts";
import { code, line } from "./quoting.ts";
import type { View } from "./render.ts";
import { table } from "./table.ts";

/** The answer to `/incident help`: the whole table, or one verb. */
export function helpView(about: string | undefined, config: Config): View {
  const found = about === undefined ? undefined : findCommand(about);
  const row = commandTable().find(({ verb }) => verb === found?.verb);
  if (found === undefined || row === undefined) return wholeTable(about, config);
  return {
    ...empty,
    summary: row.summary,
    usage: row.usage.map((usage) => `- ${code(usage, 200)}`).join("\n"),
    who: whoMay(row, config),
    examples: found.examples.map((example) => `- ${code(example, 200)}`).join("\n"),
    aliases: row.aliases.map((alias) => code(alias, 40)).join(", "),
  };
}

const empty: View = {
  unknown: "",
  table: "",
  summary: "",
  usage: "",
  who: "",
  examples: "",
  aliases: "",
};

function wholeTable(about: string | undefined, config: Config): View {
  const rows = commandTable().map((row) => [
    row.usage.map((usage) => code(usage, 200)).join("<br>"),
    row.summary,
    whoMay(row, config),
  ]);
  return {
    ...empty,
    unknown: about === undefined ? "" : `I know no command called ${code(about, 60)}.`,
    table: table(["Command", "What it does", "Who may"], rows),
  };
}

/** What config says of a verb comes before the default. */
function whoMay(row: CommandRow, config: Config): string {
  for (const [verb, rule] of config.permissions) {
    if (findCommand(verb)?.verb === row.verb) return ruleWords(rule);
  }
  return row.permission;
}

function ruleWords(rule: PermissionRule): string {
  return rule.who === "list" ? rule.logins.map((login) => line(login, 60)).join(", ") : rule.who;
}
