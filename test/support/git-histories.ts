import { changedFiles, type Files, firstFiles, mergedFiles } from "./git-files.ts";
import type { Random } from "./random.ts";

/**
 * Random histories of a default branch, made of snapshots: what a merge, a squash or a rebase
 * leaves behind is decided here, file by file, and git only stores it.
 */

/** What somebody might want to roll back. */
export type HistoryTarget =
  | { readonly kind: "commit"; readonly commit: number }
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "pull"; readonly pull: PullMade };

export interface PullMade {
  readonly number: number;
  readonly title: string;
  readonly how: "merge" | "squash" | "rebase";
  /** The last commit of its own branch, and what it put on the default branch, oldest first. */
  readonly head: number;
  readonly own: readonly number[];
  readonly landed: readonly number[];
}

export interface CommitMade {
  readonly id: number;
  readonly parents: readonly number[];
  readonly message: string;
  readonly files: Files;
  readonly at: number;
}

export interface HistoryMade {
  /** Oldest first; the ids count through all histories of a run. */
  readonly commits: readonly CommitMade[];
  /** The default branch, oldest first, following first parents. */
  readonly mainline: readonly number[];
  readonly pulls: readonly PullMade[];
}

interface Making {
  readonly random: Random;
  readonly commits: CommitMade[];
  readonly pulls: PullMade[];
  readonly mainline: CommitMade[];
  nextId: number;
}

/** One history of about a dozen changes; its commits are numbered from `firstId`. */
export function makeHistory(random: Random, firstId: number): HistoryMade {
  const making: Making = { random, commits: [], pulls: [], mainline: [], nextId: firstId };
  const root = addCommit(making, { parents: [], message: "Begin", files: firstFiles(random) });
  making.mainline.push(root);
  const changes = 4 + random.below(9);
  for (let change = 0; change < changes; change += 1) {
    if (random.below(3) === 0) pushDirectly(making);
    else landPull(making);
  }
  const mainline = making.mainline.map(({ id }) => id);
  return { commits: making.commits, mainline, pulls: making.pulls };
}

/** A commit of the default branch, a merge too, or one that a merge brought; never the first. */
export function pickCommit(random: Random, history: HistoryMade): HistoryTarget {
  const { commits, mainline } = history;
  const head = mainline.at(-1) ?? 0;
  const others = commits.filter(
    ({ id, parents }) => parents.length === 1 && isAncestor(history, id, head),
  );
  const other = random.below(4) === 0 ? random.pick(others) : undefined;
  const commit = other?.id ?? random.pick(mainline.slice(1)) ?? head;
  return { kind: "commit", commit };
}

/** Two to five changes of the default branch in a row. */
export function pickRange(random: Random, { mainline }: HistoryMade): HistoryTarget {
  const from = random.below(Math.max(1, mainline.length - 3));
  const to = Math.min(mainline.length - 1, from + 2 + random.below(4));
  return { kind: "range", from: mainline[from] ?? 0, to: mainline[to] ?? 0 };
}

/** A merged pull request, if there is one. */
export function pickPull(random: Random, history: HistoryMade): HistoryTarget {
  const pull = random.pick(history.pulls);
  return pull === undefined ? pickCommit(random, history) : { kind: "pull", pull };
}

function isAncestor({ commits }: HistoryMade, id: number, of: number): boolean {
  const parentsOf = new Map(commits.map((commit) => [commit.id, commit.parents]));
  const waiting = [of];
  const seen = new Set<number>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(parentsOf.get(next) ?? []));
  }
  return false;
}

function pushDirectly(making: Making): void {
  const head = headOf(making);
  const files = changedFiles(making.random, head.files);
  const message = `Push ${making.nextId}`;
  making.mainline.push(addCommit(making, { parents: [head.id], message, files }));
}

/** A branch from somewhere on the default branch, one to three commits, landed somehow. */
function landPull(making: Making): void {
  const { random, mainline, pulls } = making;
  const fork = mainline[Math.max(0, mainline.length - 1 - random.below(3))] ?? headOf(making);
  const own: CommitMade[] = [];
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const last = own.at(-1) ?? fork;
    const files = changedFiles(random, last.files);
    own.push(addCommit(making, { parents: [last.id], message: `Work ${making.nextId}`, files }));
  }
  const number = pulls.length + 1;
  const how = random.pick(["merge", "squash", "rebase"] as const) ?? "merge";
  const title = `Change ${number}`;
  const landed = land(making, { how, number, title, fork, own });
  mainline.push(...landed);
  const head = own.at(-1)?.id ?? fork.id;
  const ids = (commits: readonly CommitMade[]) => commits.map(({ id }) => id);
  pulls.push({ number, title, how, head, own: ids(own), landed: ids(landed) });
}

interface Landing {
  readonly how: PullMade["how"];
  readonly number: number;
  readonly title: string;
  readonly fork: CommitMade;
  readonly own: readonly CommitMade[];
}

function land(making: Making, landing: Landing): readonly CommitMade[] {
  const { how, number, title, fork, own } = landing;
  const head = headOf(making);
  const last = own.at(-1) ?? fork;
  if (how === "rebase") return rebase(making, landing);
  const files = mergedFiles({ base: fork.files, ours: head.files, theirs: last.files });
  if (how === "merge") {
    const message = `Merge pull request #${number} from somebody/branch-${number}\n\n${title}`;
    return [addCommit(making, { parents: [head.id, last.id], message, files })];
  }
  // Some people write a message of their own, and then nothing in it says what it was.
  const message = making.random.below(3) === 0 ? `Own words ${number}` : `${title} (#${number})`;
  return [addCommit(making, { parents: [head.id], message, files })];
}

function rebase(making: Making, { fork, own }: Landing): readonly CommitMade[] {
  const landed: CommitMade[] = [];
  let base = fork;
  for (const commit of own) {
    const onto = landed.at(-1) ?? headOf(making);
    const files = mergedFiles({ base: base.files, ours: onto.files, theirs: commit.files });
    const { message } = commit;
    landed.push(addCommit(making, { parents: [onto.id], message, files }));
    base = commit;
  }
  return landed;
}

function addCommit(
  making: Making,
  commit: Pick<CommitMade, "parents" | "message" | "files">,
): CommitMade {
  const id = making.nextId;
  making.nextId += 1;
  const made = { ...commit, id, at: 1_700_000_000 + id * 60 };
  making.commits.push(made);
  return made;
}

function headOf({ mainline }: Making): CommitMade {
  const head = mainline.at(-1);
  if (head === undefined) throw new Error("A history has a first commit before anything else");
  return head;
}
