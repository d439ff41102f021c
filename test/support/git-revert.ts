import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGit, runScript } from "./git-command.ts";

/** What git itself makes of a revert: the tree, or that there is a conflict. */
export type Reverted =
  | { readonly tree: string }
  | "conflict"
  /** Some releases of git abort on rare mixtures of moved files and folders: no answer. */
  | "broken";

/** What is to be undone on top of a head. */
export interface Undoing {
  readonly head: string;
  /** Newest first; merges are undone with `-m 1`. */
  readonly commits: readonly { readonly sha: string; readonly merge: boolean }[];
  /** What they undo together: all after `before` up to `after`. */
  readonly before: string;
  readonly after: string;
}

/** A repository that `git revert` is asked in, with a work tree of its own. */
export class GitRevert {
  /** The bare repository, where histories are written. */
  readonly folder: string;
  readonly #root: string;
  readonly #work: string;

  constructor() {
    this.#root = mkdtempSync(join(tmpdir(), "rollback-git-"));
    this.folder = join(this.#root, "bare");
    this.#work = join(this.#root, "work");
    runGit(this.#root, ["init", "--quiet", "--bare", "--initial-branch=main", this.folder]);
  }

  close(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** `git revert --no-commit` of one commit after the other, in a work tree. */
  revert(all: readonly Undoing[]): readonly Reverted[] {
    this.#openWork(all[0]?.head ?? "");
    const lines = all.map(({ head, commits }) => {
      const words = commits.map(({ sha, merge }) => (merge ? `${sha}:merge` : sha));
      return `${[head, ...words].join(" ")}\n`;
    });
    return readAnswers(runScript(this.#work, revertEach, lines.join("")));
  }

  /** Undone at once: git's three-way merge with `after` as its base. */
  revertAtOnce(all: readonly Undoing[]): readonly Reverted[] {
    const lines = all.map(({ head, before, after }) => `${head} ${before} ${after}\n`);
    return readAnswers(runScript(this.folder, mergeEach, lines.join("")));
  }

  /** The head's tree with exactly these paths as before, however git would guess renames. */
  restorePaths({ head, before, after }: Undoing): string {
    this.#openWork(head);
    runGit(this.#work, ["read-tree", head]);
    const options = ["--no-renames", "--raw", "-z", "--no-abbrev"];
    const parts = runGit(this.#work, ["diff", ...options, after, before])
      .split("\0")
      .slice(0, -1);
    const removed: string[] = [];
    const put: string[] = [];
    for (let at = 0; at < parts.length; at += 2) {
      const [, mode = "", , sha = "", status = ""] = (parts[at] ?? "").split(" ");
      const path = parts[at + 1] ?? "";
      if (status === "D") removed.push(`0 ${"0".repeat(40)}\t${path}\n`);
      else put.push(`${mode} ${sha}\t${path}\n`);
    }
    runGit(this.#work, ["update-index", "--index-info"], [...removed, ...put].join(""));
    return runGit(this.#work, ["write-tree"]).trim();
  }

  #openWork(head: string): void {
    if (this.#isOpen) return;
    runGit(this.folder, ["worktree", "add", "--quiet", "--detach", this.#work, head]);
    this.#isOpen = true;
  }

  #isOpen = false;
}

// One shell for all of them: to start git from here takes far longer than git does.

/** An abort leaves a lock behind. */
const revertEach = `
while read -r head commits; do
  rm -f "$(git rev-parse --git-dir)/index.lock"
  git checkout --quiet --force --detach "$head" && git clean -fdxq || exit 1
  answer=
  for commit in $commits; do
    case $commit in
      *:merge) git revert --no-commit -m 1 "\${commit%:merge}" >&2 ;;
      *) git revert --no-commit "$commit" >&2 ;;
    esac
    status=$?
    if [ $status = 1 ]; then answer=conflict; break; fi
    if [ $status != 0 ]; then answer=broken; break; fi
  done
  echo "\${answer:-$(git write-tree)}"
done
`;

const mergeEach = `
while read -r head before after; do
  undoing=$(git commit-tree "$before^{tree}" -p "$after" -m Undo) || exit 1
  answer=$(git merge-tree --write-tree "$head" "$undoing" 2>&2)
  status=$?
  if [ $status = 1 ]; then answer=conflict; elif [ $status != 0 ]; then answer=broken; fi
  echo "$answer"
done
`;

function readAnswers(text: string): readonly Reverted[] {
  return text
    .trim()
    .split("\n")
    .map((answer) => {
      if (answer === "conflict" || answer === "broken") return answer;
      if (/^[0-9a-f]{40}$/.test(answer)) return { tree: answer };
      throw new Error(`git answered ${JSON.stringify(answer)} where a tree was expected`);
    });
}
