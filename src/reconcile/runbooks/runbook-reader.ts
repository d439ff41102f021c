import { type RunbookRead, readRunbook } from "../../core/runbook/read-runbook.ts";
import {
  type FoundRunbook,
  type Origin,
  type RunbookList,
  runbookName,
  withoutReplaced,
} from "../../core/runbook/runbook.ts";
import type { Address } from "../address.ts";
import { Stop } from "../failure.ts";
import type { Clock, Files } from "../ports.ts";
import type { HistoryReader } from "../repository-port.ts";
import { unlessRefused } from "../unless-refused.ts";

export interface RunbookReader {
  read(address: Address): Promise<RunbookList>;
}

/** Files of a repository and of its owner, and what lies in their folders. */
export type RunbookHost = Pick<Files, "readFile" | "readOwnersFile"> &
  Pick<HistoryReader, "listFolder">;

export interface RunbookFile {
  readonly name: string;
  readonly text: string;
}

/** So long runbooks are believed without asking again: a minute. */
const freshMs = 60_000;
/** More files than this in one folder are not read: each costs a call. */
export const mostRunbooks = 40;
export const runbookFolder = "runbooks";

/** Reads runbooks and keeps them for a minute per repository; ours by the names of their files. */
export function runbookReader(
  host: RunbookHost,
  clock: Clock,
  builtIn: readonly RunbookFile[],
): RunbookReader {
  const kept = new Map<number, { list: RunbookList; readAt: number }>();
  return {
    async read(address) {
      const now = clock.now().getTime();
      const known = kept.get(address.repository);
      if (known !== undefined && now - known.readAt < freshMs) return known.list;
      const list = together([...(await readShelves(address, host)), shelfOf(builtIn)]);
      kept.set(address.repository, { list, readAt: now });
      return list;
    },
  };
}

/** Parsed when they are first asked for, and then kept for as long as they are there. */
const parsedShelves = new WeakMap<readonly RunbookFile[], RunbookList>();

function shelfOf(builtIn: readonly RunbookFile[]): RunbookList {
  const shelf = parsedShelves.get(builtIn) ?? parse(builtIn, "built-in", "");
  parsedShelves.set(builtIn, shelf);
  return shelf;
}

function together(shelves: readonly RunbookList[]): RunbookList {
  return {
    runbooks: withoutReplaced(shelves.flatMap(({ runbooks }) => runbooks)),
    problems: shelves.flatMap(({ problems }) => problems),
  };
}

/** What stands in one repository's folder; nothing there costs one call. */
async function readShelves(address: Address, host: RunbookHost): Promise<readonly RunbookList[]> {
  const owners = `${address.name.split("/")[0]}/.github`;
  const { installation, repository, name } = address;
  const own = await readShelf(
    () => host.listFolder({ installation, repository, name }, runbookFolder),
    (path) => host.readFile(address, path),
    { from: "repository", where: "" },
  );
  if (name.toLowerCase() === owners.toLowerCase()) return [own];
  const shared = await readShelf(
    () => host.listFolder({ installation, repository: 0, name: owners }, runbookFolder),
    (path) => host.readOwnersFile(address, path),
    { from: "organization", where: `${owners}, ` },
  );
  return [own, shared];
}

interface Shelf {
  readonly from: Origin;
  /** Stands before the path in a problem. */
  readonly where: string;
}

async function readShelf(
  list: () => Promise<readonly string[]>,
  read: (path: string) => Promise<string | undefined>,
  { from, where }: Shelf,
): Promise<RunbookList> {
  const listed = await unlessRefused(list());
  // Another repository that we may not look into is as good as none.
  if (listed instanceof Stop) {
    const problems = from === "repository" ? [`${runbookFolder}/: ${listed.message}`] : [];
    return { runbooks: [], problems };
  }
  const names = runbookFiles(listed);
  const problems: string[] = [];
  if (names.length > mostRunbooks) {
    problems.push(
      `${where}${runbookFolder}/: ${names.length} files; only the first ${mostRunbooks} are read`,
    );
  }
  const found: RunbookFile[] = [];
  for (const name of names.slice(0, mostRunbooks)) {
    const text = await unlessRefused(read(`${runbookFolder}/${name}`));
    if (text instanceof Stop) problems.push(`${where}${runbookFolder}/${name}: ${text.message}`);
    else if (text !== undefined) found.push({ name, text });
  }
  const parsed = parse(found, from, where);
  return { runbooks: parsed.runbooks, problems: [...problems, ...parsed.problems] };
}

/** The runbooks among what is in a folder, which may be listed by names or by paths. */
export function runbookFiles(listed: readonly string[]): readonly string[] {
  const names = listed.map((path) => path.slice(path.lastIndexOf("/") + 1));
  return [...new Set(names.filter(isRunbookFile))].sort();
}

export function isRunbookPath(path: string): boolean {
  const [folder, name = "", ...deeper] = path.split("/", 3);
  return folder === runbookFolder && deeper.length === 0 && isRunbookFile(name);
}

/** A README explains the others. */
function isRunbookFile(name: string): boolean {
  return /\.md$/i.test(name) && !/^readme\.md$/i.test(name);
}

/** Reads one file of the folder. It never throws, whatever is in it. */
export function readRunbookFile(file: RunbookFile): RunbookRead {
  const name = runbookName(file.name);
  return name === "" ? { problem: "no letter in its name" } : readRunbook(name, file.text);
}

function parse(files: readonly RunbookFile[], from: Origin, where: string): RunbookList {
  const runbooks: FoundRunbook[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const path = `${where}${runbookFolder}/${file.name}`;
    const read = readRunbookFile(file);
    if ("problem" in read) problems.push(`${path}: ${read.problem}`);
    else {
      runbooks.push({ ...read.runbook, from });
      problems.push(...read.problems.map((problem) => `${path}: ${problem}`));
    }
  }
  return { runbooks, problems };
}
