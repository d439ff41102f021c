import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runGit } from "../../src/sandbox/github/git/real-git.ts";

/** A working copy of real git in a temporary folder; every commit is a minute after the last. */
export class GitFolder {
  readonly folder = mkdtempSync(join(tmpdir(), "git-folder-"));
  #minutes = 0;

  constructor() {
    this.run("init", "--quiet", "--initial-branch=main");
    this.run("config", "user.name", "Ada");
    this.run("config", "user.email", "ada@example.com");
  }

  /** What git printed; throws when it failed. */
  run(...args: string[]): string {
    const { status, stdout, stderr } = this.tries(...args);
    if (status === 0) return stdout;
    throw new Error(`git ${args.join(" ")} failed: ${stderr}${stdout}`);
  }

  tries(...args: string[]): { status: number; stdout: string; stderr: string } {
    const at = `@${1_700_000_000 + this.#minutes * 60} +0000`;
    const dated = ["commit", "merge", "cherry-pick", "rebase", "revert", "tag"].includes(
      args[0] ?? "",
    );
    const settings = dated
      ? ["-c", `alias.at=!GIT_AUTHOR_DATE='${at}' GIT_COMMITTER_DATE='${at}' git`]
      : [];
    if (dated) this.#minutes += 1;
    const { status, stdout, stderr } = runGit(this.folder, [
      ...settings,
      ...(dated ? ["at"] : []),
      ...args,
    ]);
    return { status, stdout: stdout.toString().trim(), stderr };
  }

  write(path: string, text: string | Buffer, executable = false): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
    chmodSync(join(this.folder, path), executable ? 0o755 : 0o644);
  }

  /** Commits everything as it stands; returns the commit's name. */
  commit(message: string): string {
    this.run("add", "--all");
    this.run("commit", "--quiet", "--allow-empty", "--message", message);
    return this.run("rev-parse", "HEAD");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
