import type { RollbackFinding } from "../../../src/core/rollback/plan.ts";
import type { RollbackTarget } from "../../../src/core/rollback/target.ts";
import { readCommit } from "../../../src/sandbox/github/git/commit.ts";
import { createStore } from "../../../src/sandbox/github/git/store.ts";
import { importRepository } from "../../../src/sandbox/github/git/transfer.ts";
import { type HistoryMade, type HistoryTarget, makeHistory } from "../../support/git-histories.ts";
import { GitRevert, type Reverted, type Undoing } from "../../support/git-revert.ts";
import { nameIn, plantHistory } from "../../support/plant-history.ts";
import type { Random } from "../../support/random.ts";
import { writeHistories } from "../../support/write-histories.ts";
import { assess, type HistoryPlace, historyPlace } from "./history-place.ts";

type Answer = Exclude<Reverted, "broken">;

/** What came out where, for one target in one history. */
export interface Compared {
  readonly what: string;
  readonly ours: RollbackFinding;
  /** What we would leave the default branch with. */
  readonly ourTree: string | undefined;
  /** One commit after the other, as people do it. */
  readonly git: Answer;
  /** The same undone at once. */
  readonly gitAtOnce: Answer;
  /** Exactly the old paths, where git guesses a rename and gives up but we do not. */
  readonly exactPaths: string | undefined;
}

export interface Comparing {
  readonly histories: number;
  readonly random: Random;
  readonly pick: (random: Random, history: HistoryMade) => HistoryTarget;
}

/** Asks us and git to roll back the same things in as many random histories. */
export async function compareWithGit({ histories, random, pick }: Comparing): Promise<Compared[]> {
  const git = new GitRevert();
  try {
    const all: HistoryMade[] = [];
    for (let id = 1; all.length < histories; id += all.at(-1)?.commits.length ?? 0) {
      all.push(makeHistory(random, id));
    }
    const names = writeHistories(git.folder, all);
    const store = createStore();
    importRepository(store, git.folder);
    const questions = all.map((made) => toQuestion(pick(random, made), made, names));
    const answers = { one: git.revert(questions), atOnce: git.revertAtOnce(questions) };
    const compared: Compared[] = [];
    for (const [index, made] of all.entries()) {
      const [question, one, atOnce] = [questions[index], answers.one[index], answers.atOnce[index]];
      if (question === undefined || isBroken(one) || isBroken(atOnce)) continue;
      const place = historyPlace();
      plantHistory(place.model, place.repository, { made, names, all: store });
      compared.push(await compare(question, { place, git, one, atOnce }));
    }
    return compared;
  } finally {
    git.close();
  }
}

/** Git gave no answer, so there is nothing to compare with. */
function isBroken(answer: Reverted | undefined): answer is "broken" | undefined {
  return answer === "broken" || answer === undefined;
}

interface Question extends Undoing {
  readonly target: RollbackTarget;
}

async function compare(
  question: Question,
  asked: { place: HistoryPlace; git: GitRevert; one: Answer; atOnce: Answer },
): Promise<Compared> {
  const { target, head, commits } = question;
  const { place, git, one, atOnce } = asked;
  const ours = await assess({ at: place, host: place.host }, { target });
  const ourTree = treeOf(ours, { place, head });
  const guessed = atOnce === "conflict" && ourTree !== undefined;
  return {
    what: `${JSON.stringify(target)} on ${head}`,
    ours,
    ourTree,
    git: one,
    gitAtOnce: commits.length > 1 ? atOnce : one,
    exactPaths: guessed ? git.restorePaths(question) : undefined,
  };
}

/** Of a plan its tree; where nothing is to be done, that of the head. */
function treeOf(
  finding: RollbackFinding,
  { place, head }: { place: HistoryPlace; head: string },
): string | undefined {
  if (finding.kind === "ready") return finding.plan.tree;
  if (finding.kind !== "nothing") return undefined;
  return readCommit(place.repository.git, head).tree;
}

function toQuestion(
  target: HistoryTarget,
  made: HistoryMade,
  names: ReadonlyMap<number, string>,
): Question {
  const nameOf = (id: number | undefined) => nameIn(names, id);
  const parentsOf = (id: number | undefined) =>
    made.commits.find((commit) => commit.id === id)?.parents ?? [];
  const head = nameOf(made.mainline.at(-1));
  const question = (ids: readonly number[]) => ({
    head,
    before: nameOf(parentsOf(ids[0])[0]),
    after: nameOf(ids.at(-1)),
    commits: ids.toReversed().map((id) => ({ sha: nameOf(id), merge: parentsOf(id).length > 1 })),
  });
  if (target.kind === "commit") {
    const sha = nameOf(target.commit);
    return { target: { kind: "commit", sha }, ...question([target.commit]) };
  }
  if (target.kind === "pull") {
    const { number, landed } = target.pull;
    return { target: { kind: "pull", number }, ...question(landed) };
  }
  const { mainline } = made;
  const ids = mainline.slice(mainline.indexOf(target.from) + 1, mainline.indexOf(target.to) + 1);
  const [from, to] = [nameOf(target.from), nameOf(target.to)];
  return { target: { kind: "range", from, to }, ...question(ids) };
}
