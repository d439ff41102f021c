import { type Config, defaultConfig } from "../core/config/config.ts";
import { printProblem } from "../core/config/problem.ts";
import { readConfig } from "../core/config/read-config.ts";
import type { TemplateName } from "../core/config/template-names.ts";
import type { TemplateProblem } from "../core/view/render.ts";
import { completeTemplates, type Templates } from "../core/view/templates.ts";
import type { Address } from "./address.ts";
import { Stop } from "./failure.ts";
import type { Clock, Files } from "./ports.ts";
import { unlessRefused } from "./unless-refused.ts";

/** What governs one repository: its config and templates, and what is wrong with them. */
export interface Settings {
  readonly config: Config;
  readonly templates: Templates;
  /** One clear line: where the config is broken, and what holds meanwhile. */
  readonly problem?: string;
  /** Own templates that are broken or not there; ours are used instead. */
  readonly templateProblems: readonly string[];
}

export const configPath = ".github/allclear.yml";
export const templateFolder = ".github/allclear/templates";

/** So long settings are believed without asking again: a minute. */
const freshMs = 60_000;
/** How far back a good config is looked for when the newest one is broken. */
const historyDepth = 10;

export interface SettingsReader {
  read(address: Address): Promise<Settings>;
  /** Our own texts, which hold where nobody wrote others. */
  readonly builtIn: Templates;
}

/** Reads config and keeps it for a minute per repository. */
export function settingsReader(files: Files, clock: Clock, templates: Templates): SettingsReader {
  const kept = new Map<number, { settings: Settings; readAt: number }>();
  return {
    builtIn: templates,
    async read(address) {
      const now = clock.now().getTime();
      const known = kept.get(address.repository);
      if (known !== undefined && now - known.readAt < freshMs) return known.settings;
      const settings = await readSettings(files, address, templates);
      kept.set(address.repository, { settings, readAt: now });
      return settings;
    },
  };
}

async function readSettings(files: Files, address: Address, builtIn: Templates): Promise<Settings> {
  const { config, problem } = await readConfigFile(files, address);
  const own = await readTemplates(files, address, config);
  const { templates, problems } = completeTemplates(builtIn, own);
  const missing = config.templates.filter((name) => own[name] === undefined);
  const templateProblems = [
    ...problems.map((broken) => `${templatePath(broken.template)}: ${printBroken(broken)}`),
    ...missing.map((name) => `${templatePath(name)} ${missingTemplate}`),
  ];
  return { config, templates, templateProblems, ...(problem !== undefined && { problem }) };
}

async function readConfigFile(
  files: Files,
  address: Address,
): Promise<{ config: Config; problem?: string }> {
  const own = await unlessRefused(files.readFile(address, configPath));
  if (own instanceof Stop) {
    return withLastGood(`${configPath}: ${own.message}`, await earlier(files, address));
  }
  const text = own ?? (await files.readOwnersFile(address, configPath));
  if (text === undefined) return { config: defaultConfig };
  const read = readConfig(text);
  if (read.config !== undefined) return { config: read.config };
  const [first] = read.problems;
  const where = own === undefined ? `${ownersRepository(address)}, ${configPath}` : configPath;
  const what = `${where}: ${first === undefined ? "not readable" : printProblem(first)}`;
  return withLastGood(
    what,
    own === undefined
      ? await files.readOwnersHistory(address, configPath, historyDepth)
      : await earlier(files, address),
  );
}

function earlier(files: Files, address: Address): Promise<readonly string[]> {
  return files.readHistory(address, configPath, historyDepth);
}

function withLastGood(
  what: string,
  history: readonly string[],
): { config: Config; problem: string } {
  const config = lastGood(history);
  return config === undefined
    ? { config: defaultConfig, problem: `${what}. No earlier version is whole: the defaults hold` }
    : { config, problem: `${what}. Its last good version holds` };
}

function ownersRepository({ name }: Address): string {
  return `${name.split("/")[0]}/.github`;
}

/** Only the templates that config names are read: no call is spent on those that are not there. */
async function readTemplates(
  files: Files,
  address: Address,
  { templates }: Config,
): Promise<Partial<Record<TemplateName, string>>> {
  const own: Partial<Record<TemplateName, string>> = {};
  for (const name of templates) {
    const path = templatePath(name);
    const text =
      (await unlessRefused(files.readFile(address, path))) ??
      (await unlessRefused(files.readOwnersFile(address, path)));
    if (typeof text === "string") own[name] = text;
  }
  return own;
}

const ending = ".mustache";

export function templatePath(name: TemplateName): string {
  return `${templateFolder}/${name}${ending}`;
}

export function isTemplatePath(path: string): boolean {
  const [name = "", ...deeper] = path.slice(templateFolder.length + 1).split("/", 2);
  return path.startsWith(`${templateFolder}/`) && deeper.length === 0 && name.endsWith(ending);
}

export const missingTemplate = "is named in the config but is not there";

function printBroken({ line, problem }: TemplateProblem): string {
  return `line ${line}: ${problem}; ours is used instead`;
}

function lastGood(history: readonly string[]): Config | undefined {
  for (const text of history) {
    const { config } = readConfig(text);
    if (config !== undefined) return config;
  }
  return undefined;
}
