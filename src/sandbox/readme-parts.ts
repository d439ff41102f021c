import { builtInTemplates } from "../adapters/templates/built-in-templates.ts";
import { configJsonSchema } from "../core/config/schema.ts";
import { commandTable } from "../core/thread/registry.ts";
import { sampleTexts } from "./sample-texts.ts";

/** The README with its generated parts as the code says them now. */
export function generatedReadme(readme: string): string {
  return Object.entries(parts).reduce(
    (text, [name, part]) => withPart(text, { name, text: part() }),
    readme,
  );
}

const parts: Readonly<Record<string, () => string>> = {
  card,
  commands,
  configuration,
};

/** What stands between `<!-- name -->` and `<!-- end of name -->` is replaced. */
function withPart(readme: string, part: { name: string; text: string }): string {
  const [start, end] = [`<!-- ${part.name} -->`, `<!-- end of ${part.name} -->`];
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md: expected ${start} … ${end}`);
  return `${readme.slice(0, from + start.length)}\n\n${part.text}\n\n${readme.slice(to)}`;
}

/** A card as the bot writes it, quoted so that it stands out. */
function card(): string {
  const [, text = ""] =
    sampleTexts(builtInTemplates()).find(([title]) => title === "card, in the middle") ?? [];
  return text
    .trim()
    .split("\n")
    .map((line, at, all) => (line === "" ? ">" : `> ${line}${hardBreak(line, all[at + 1])}`))
    .join("\n");
}

/** Comments on GitHub keep line breaks; files need them spelled out. */
function hardBreak(line: string, next: string | undefined): string {
  return line.startsWith("**") && next?.startsWith("**") ? "\\" : "";
}

function commands(): string {
  const rows = commandTable().map(({ usage, aliases, summary, permission }) =>
    row([usage.map(code).join("<br>"), summary, aliases.map(code).join(" "), permission]),
  );
  return [row(["command", "what it does", "also", "who may"]), rule(4), ...rows].join("\n");
}

function configuration(): string {
  const { properties, definitions } = configJsonSchema() as ConfigKeys;
  const inside = explained.flatMap((key) => [
    ...innerRows(properties[key]?.properties ?? {}, `${key}.`),
    ...entries
      .filter(({ of }) => of === key)
      .flatMap(({ before, name }) => keyRows(definitions[name]?.properties ?? {}, before)),
  ]);
  const head = [row(["key", "what it sets"]), rule(2)];
  const words = `Inside of ${explained.map(code).join(", ")}:`;
  return [...head, ...keyRows(properties, ""), "", words, "", ...head, ...inside].join("\n");
}

/** The keys whose own keys stand in the README: what people set for what we do by ourselves. */
const explained = [
  "services",
  "clock",
  "nags",
  "escalation",
  "webhooks",
  "chat",
  "external",
  "action",
  "postmortem",
  "reminders",
  "suspects",
  "rollback",
  "runbooks",
];

/** Lists whose entries have keys, too, by the name that the schema gives such an entry. */
const entries = [
  { of: "services", before: "services[].", name: "service" },
  { of: "escalation", before: "escalation.policies[].", name: "policy" },
  { of: "escalation", before: "escalation.policies[].levels[].", name: "policyLevel" },
  { of: "webhooks", before: "webhooks[].", name: "webhook" },
];

interface Key {
  readonly description?: string;
  readonly properties?: Keys;
}

type Keys = Readonly<Record<string, Key>>;

type ConfigKeys = {
  readonly properties: Keys;
  readonly definitions: Keys;
};

function keyRows(keys: Keys, before: string): readonly string[] {
  return Object.entries(keys).map(([key, { description }]) => {
    if (description === undefined) throw new Error(`${before}${key} has no description`);
    return row([code(`${before}${key}`), description]);
  });
}

/** Each with its own below it. */
function innerRows(keys: Keys, before: string): readonly string[] {
  return Object.entries(keys).flatMap(([key, one]) => [
    ...keyRows({ [key]: one }, before),
    ...innerRows(one.properties ?? {}, `${before}${key}.`),
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function rule(columns: number): string {
  return `|${" --- |".repeat(columns)}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
