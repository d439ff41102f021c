import type { Config } from "../core/config/config.ts";
import { nearestName } from "../core/config/nearest-name.ts";
import { printProblem } from "../core/config/problem.ts";
import { readConfig } from "../core/config/read-config.ts";
import { type TemplateName, templateNames } from "../core/config/template-names.ts";
import { completeTemplates } from "../core/view/templates.ts";
import type { Address } from "./address.ts";
import { Stop } from "./failure.ts";
import {
  mostRunbooks,
  readRunbookFile,
  runbookFiles,
  runbookFolder,
} from "./runbooks/runbook-reader.ts";
import {
  configPath,
  isTemplatePath,
  missingTemplate,
  templateFolder,
  templatePath,
} from "./settings.ts";
import { unlessRefused } from "./unless-refused.ts";
import type { World } from "./world.ts";

/** Files of ours at one commit. */
export interface FilesSeen {
  readonly hasConfig: boolean;
  /** How many there are. */
  readonly templates: number;
  readonly runbooks: number;
  /** What cannot be used. */
  readonly problems: readonly FileProblem[];
  /** What is odd about files that can be used, or that nobody asks for. */
  readonly remarks: readonly FileProblem[];
}

export interface FileProblem {
  readonly path: string;
  /** Where in the file, what came, what was expected. Not escaped for Markdown. */
  readonly words: string;
}

type Host = Pick<World["host"], "listFolder" | "readFileAt" | "readOwnersFile">;
type Reading = { readonly host: Host; readonly address: Address; readonly sha: string };
type Judged = Pick<FilesSeen, "problems" | "remarks">;

/** Reads all files of ours at a commit as a look would; undefined when there are none. */
export async function readFilesAt(
  sha: string,
  address: Address,
  { host, settings }: { host: Host; settings: Pick<World["settings"], "builtIn"> },
): Promise<FilesSeen | undefined> {
  const reading = { host, address, sha };
  const config = await judgeConfig(reading);
  const templatePaths = (await listAt(reading, templateFolder)).filter(isTemplatePath);
  const runbookNames = runbookFiles(await listAt(reading, runbookFolder));
  const counts = { templates: templatePaths.length, runbooks: runbookNames.length };
  if (config === undefined && counts.templates + counts.runbooks === 0) return undefined;
  const judged = [
    config?.judged ?? none,
    await judgeTemplates(templatePaths, reading, settings.builtIn),
    await judgeNamed(config?.config?.templates ?? [], templatePaths, reading),
    await judgeRunbooks(runbookNames, reading),
  ];
  return {
    hasConfig: config !== undefined,
    ...counts,
    problems: judged.flatMap(({ problems }) => problems),
    remarks: judged.flatMap(({ remarks }) => remarks),
  };
}

const none: Judged = { problems: [], remarks: [] };

function readAt({ host, address, sha }: Reading, path: string): Promise<string | undefined | Stop> {
  return unlessRefused(host.readFileAt(placeOf(address), path, sha));
}

function listAt({ host, address, sha }: Reading, folder: string): Promise<readonly string[]> {
  return host.listFolder(placeOf(address), folder, sha);
}

function placeOf({ installation, repository, name }: Address) {
  return { installation, repository, name };
}

async function judgeConfig(
  reading: Reading,
): Promise<{ judged: Judged; config?: Config } | undefined> {
  const text = await readAt(reading, configPath);
  if (text === undefined) return undefined;
  if (text instanceof Stop) {
    return { judged: { ...none, problems: [{ path: configPath, words: text.message }] } };
  }
  const { config, problems } = readConfig(text);
  const found = problems.map((problem) => ({ path: configPath, words: printProblem(problem) }));
  return { judged: { ...none, problems: found }, ...(config && { config }) };
}

async function judgeTemplates(
  paths: readonly string[],
  reading: Reading,
  builtIn: World["settings"]["builtIn"],
): Promise<Judged> {
  const problems: FileProblem[] = [];
  const own: Partial<Record<TemplateName, string>> = {};
  const known = templateNames.filter((name) => paths.includes(templatePath(name)));
  for (const name of known) {
    const text = await readAt(reading, templatePath(name));
    if (text instanceof Stop) problems.push({ path: templatePath(name), words: text.message });
    else if (text !== undefined) own[name] = text;
  }
  for (const { template, line, problem } of completeTemplates(builtIn, own).problems) {
    problems.push({ path: templatePath(template), words: `line ${line}: ${problem}` });
  }
  const isKnown = (path: string) => known.some((name) => templatePath(name) === path);
  const remarks = paths.filter((path) => !isKnown(path)).map(unknownTemplate);
  return { problems, remarks };
}

function unknownTemplate(path: string): FileProblem {
  const name = path.slice(templateFolder.length + 1).replace(/\.mustache$/, "");
  const nearest = nearestName(name, templateNames);
  const meant = nearest === undefined ? "" : ` (did you mean ${nearest}?)`;
  return {
    path,
    words: `no text is called so; expected one of ${templateNames.join(", ")}${meant}`,
  };
}

/** What the config names may also lie in the organization's repository. */
async function judgeNamed(
  named: readonly TemplateName[],
  paths: readonly string[],
  { host, address }: Reading,
): Promise<Judged> {
  const problems: FileProblem[] = [];
  for (const path of named.map(templatePath).filter((one) => !paths.includes(one))) {
    const shared = await unlessRefused(host.readOwnersFile(address, path));
    if (typeof shared !== "string") problems.push({ path, words: missingTemplate });
  }
  return { ...none, problems };
}

async function judgeRunbooks(names: readonly string[], reading: Reading): Promise<Judged> {
  const problems: FileProblem[] = [];
  const remarks: FileProblem[] = [];
  if (names.length > mostRunbooks) {
    const words = `${names.length} files; only the first ${mostRunbooks} are read`;
    remarks.push({ path: `${runbookFolder}/`, words });
  }
  for (const name of names.slice(0, mostRunbooks)) {
    const path = `${runbookFolder}/${name}`;
    const text = await readAt(reading, path);
    if (text === undefined) continue;
    const read = text instanceof Stop ? { problem: text.message } : readRunbookFile({ name, text });
    if ("problem" in read) problems.push({ path, words: read.problem });
    else remarks.push(...read.problems.map((words) => ({ path, words })));
  }
  return { problems, remarks };
}
