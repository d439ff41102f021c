import type { Place as RepositoryPlace } from "../../src/reconcile/repository-port.ts";
import { type GitCommit, writeCommit } from "../../src/sandbox/github/git/commit.ts";
import { writeTag } from "../../src/sandbox/github/git/tag.ts";
import { commitFiles, type FileChanges } from "../../src/sandbox/github/model/commit-files.ts";
import { setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import type { HostUnderTest } from "./host.ts";

/** A repository with a history, as only the tests of a history see it. */
export interface HistoryPlace extends HostUnderTest {
  readonly at: RepositoryPlace;
  /** The first commit, with `README.md`, `src/app.ts` and `src/run.sh` (executable). */
  readonly first: GitCommit;
  commits(change: Partial<FileChanges> & { files: Record<string, string | null> }): GitCommit;
  /** Puts a ref anywhere, for example `tags/v1`. */
  points(ref: string, sha: string): void;
  /** An annotated tag, pointing at a commit or at another tag. */
  annotates(name: string, target: { object: string; kind: "commit" | "tag" }): string;
  /** What our installation may do from now on; the contract gives it back afterwards. */
  grants(permissions: Readonly<Record<string, string>>): void;
  clockAt(time: string): void;
}

const by = { name: "Alice", email: "alice@users.noreply.github.com", at: 0, zone: "+0000" };

export function historyPlace(place: HostUnderTest): HistoryPlace {
  const { model, repository, installation } = place;
  const clockAt = (time: string) => {
    model.now = () => new Date(`2026-11-22T${time}Z`);
  };
  clockAt("01:00:00");
  setCollaborator(repository, "alice", "write");
  const author = model.accounts.get("alice");
  const commits: HistoryPlace["commits"] = (change) =>
    commitFiles(model, repository, { ...(author && { author }), ...change });
  repository.git.refs.clear();
  const files = { "README.md": "# web\n", "src/app.ts": "one\ntwo\n", "src/run.sh": "true\n" };
  const first = commits({ files, message: "Set the scene", executable: ["src/run.sh"] });
  const name = `acme/${repository.name}`;
  return {
    ...place,
    at: { installation: installation.id, repository: repository.id, name },
    first,
    commits,
    points: (ref, sha) => void repository.git.refs.set(ref, sha),
    annotates(tag, target) {
      const sha = writeTag(repository.git, { ...target, name: tag, tagger: by, message: "x\n" });
      repository.git.refs.set(`tags/${tag}`, sha);
      return sha;
    },
    grants: (permissions) => {
      installation.permissions = { ...permissions };
    },
    clockAt,
  };
}

/** The first four digits of two commits that no branch leads to. */
export function ambiguousName({ repository, first }: HistoryPlace): string {
  const seen = new Set<string>();
  for (let count = 0; count < 5_000; count += 1) {
    const commit = { tree: first.tree, parents: [], author: by, committer: by };
    const sha = writeCommit(repository.git, { ...commit, message: `${count}` });
    if (seen.has(sha.slice(0, 4))) return sha.slice(0, 4);
    seen.add(sha.slice(0, 4));
  }
  throw new Error("Five thousand commits have no two names that begin alike.");
}

/** Runs the contract's cases with the installation's permissions given back after each. */
export function openHistory(open: () => Promise<HostUnderTest>) {
  let permissions: Record<string, string> | undefined;
  let place: HistoryPlace | undefined;
  return {
    async begin(): Promise<HistoryPlace> {
      const opened = await open();
      permissions = opened.installation.permissions;
      place = historyPlace(opened);
      return place;
    },
    end(): void {
      if (place && permissions) place.grants(permissions);
    },
  };
}
