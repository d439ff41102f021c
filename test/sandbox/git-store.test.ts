import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCommit, writeCommit } from "../../src/sandbox/github/git/commit.ts";
import { fileChanges } from "../../src/sandbox/github/git/file-changes.ts";
import { diffLines } from "../../src/sandbox/github/git/lines.ts";
import { runGit } from "../../src/sandbox/github/git/real-git.ts";
import { findCommit } from "../../src/sandbox/github/git/revision.ts";
import { createStore, type GitStore, writeObject } from "../../src/sandbox/github/git/store.ts";
import { peel, readTag, writeTag } from "../../src/sandbox/github/git/tag.ts";
import { exportRepository, importRepository } from "../../src/sandbox/github/git/transfer.ts";
import {
  changeTree,
  entryAt,
  fileMode,
  readTree,
  walkTree,
  writeTree,
} from "../../src/sandbox/github/git/tree.ts";
import { GitFolder } from "./git-folder.ts";

let real: GitFolder;
let store: GitStore;

/** Names that sort differently by characters, by bytes and by directories. */
function fill(): void {
  for (const path of ["a.b/z", "a/c", "a-b", "ä/ö.txt", "z/y/x/w", "🚒.md"]) {
    real.write(path, `${path}\n`);
  }
  real.write("bin/run", "#!/bin/sh\n", true);
  real.write("image", Buffer.from([0, 255, 1, 2]));
  real.write("empty", "");
  real.commit("Begin\n\nWith a body.");
  real.run("tag", "--annotate", "v1", "--message", "One");
  real.run("checkout", "--quiet", "-b", "feature/one");
  real.write("a/c", "changed\n");
  real.commit("Change");
}

beforeEach(() => {
  real = new GitFolder();
  store = createStore();
  fill();
  importRepository(store, real.folder);
});

afterEach(() => real.remove());

describe("the store of a repository made by real git", () => {
  test("gives every object the name that git gave it when written again", () => {
    const again = createStore();
    for (const [sha, { kind, bytes }] of store.objects) {
      const name =
        kind === "tree"
          ? writeTree(again, readTree(store, sha))
          : kind === "commit"
            ? writeCommit(again, readCommit(store, sha))
            : kind === "tag"
              ? writeTag(again, readTag(store, sha))
              : writeObject(again, "blob", bytes);
      expect(`${kind} ${name}`).toBe(`${kind} ${sha}`);
    }
    expect(store.objects.size).toBeGreaterThan(20);
  });

  test("has its branches and tags, annotated ones followed to their commit", () => {
    expect([...store.refs.keys()].sort()).toEqual(["heads/feature/one", "heads/main", "tags/v1"]);
    const tag = store.refs.get("tags/v1") ?? "";
    expect(peel(store, tag)).toBe(real.run("rev-parse", "v1^{commit}"));
  });

  test("lists a tree as git ls-tree does", () => {
    const { tree } = readCommit(store, real.run("rev-parse", "main"));
    const lines = [...walkTree(store, tree)].map(({ mode, sha, path }) => `${mode} ${sha} ${path}`);
    const listed = real.run("-c", "core.quotePath=false", "ls-tree", "-r", "main");
    expect(lines.join("\n")).toBe(listed.replaceAll(" blob ", " ").replaceAll("\t", " "));
  });

  test("is whole and the same after it was written to disk, as git itself says", () => {
    const folder = mkdtempSync(join(tmpdir(), "export-"));
    exportRepository(store, folder);
    expect(runGit(folder, ["fsck", "--strict", "--full"]).status).toBe(0);
    const back = createStore();
    importRepository(back, folder);
    rmSync(folder, { recursive: true });
    expect([...back.objects.keys()].sort()).toEqual([...store.objects.keys()].sort());
    expect(back.refs).toEqual(store.refs);
  });
});

describe("changing a tree", () => {
  const at = (tree: string, path: string) => entryAt(store, tree, path)?.sha;
  const blob = (text: string) => ({ mode: fileMode, sha: writeObject(store, "blob", text) });
  const main = () => readCommit(store, real.run("rev-parse", "main")).tree;

  test("makes the tree that git makes of the same change", () => {
    const tree = changeTree(
      store,
      main(),
      new Map([
        ["a/c", blob("changed\n")],
        ["z/y/x/w", null],
        ["new/deep/file", blob("new\n")],
        ["a-b", null],
      ]),
    );
    real.run("checkout", "--quiet", "main");
    real.write("a/c", "changed\n");
    real.write("new/deep/file", "new\n");
    real.run("rm", "--quiet", "z/y/x/w", "a-b");
    real.commit("The same");
    expect(tree).toBe(real.run("rev-parse", "HEAD^{tree}"));
  });

  test("lets a file take the place of a directory, and the other way round", () => {
    const file = changeTree(store, main(), new Map([["z", blob("file\n")]]));
    expect(at(file, "z/y/x/w")).toBeUndefined();
    const directory = changeTree(store, file, new Map([["z/inside", blob("in\n")]]));
    expect(at(directory, "z/inside")).toBe(blob("in\n").sha);
  });

  test("leaves the tree alone when what is taken out is not there", () => {
    expect(changeTree(store, main(), new Map([["a-b/none", null]]))).toBe(main());
    expect(changeTree(store, main(), new Map([["none/at/all", null]]))).toBe(main());
  });
});

describe("a commit's name", () => {
  test("may be a branch, a tag, all forty digits, or the first few", () => {
    const sha = real.run("rev-parse", "main");
    for (const name of ["main", "refs/heads/main", "v1", sha, sha.slice(0, 7)]) {
      expect(findCommit(store, name)).toEqual({ sha });
    }
  });

  test("stands for nothing where it is unknown, a tree, or too short", () => {
    const tree = real.run("rev-parse", "main^{tree}");
    for (const name of ["nowhere", tree, "abc", "0".repeat(40)]) {
      expect(findCommit(store, name)).toBe("none");
    }
  });

  test("is ambiguous where several commits begin with it", () => {
    const { objects } = store;
    const commit = objects.get(real.run("rev-parse", "main"));
    if (!commit) throw new Error("There is no main.");
    for (const end of ["a", "b"]) objects.set("12345".padEnd(40, end), commit);
    expect(findCommit(store, "12345")).toBe("ambiguous");
  });
});

describe("what changed between two trees", () => {
  const text = (from: number, to: number, but: Record<number, string> = {}) =>
    Array.from({ length: to - from + 1 }, (_, index) => but[from + index] ?? `line ${from + index}`)
      .map((line) => `${line}\n`)
      .join("");

  test("counts lines and finds renames as git does", () => {
    real.run("checkout", "--quiet", "main");
    real.write("src/one.ts", text(1, 40));
    real.write("src/two.ts", text(100, 140));
    real.write("src/gone.ts", text(200, 220));
    const before = real.commit("Before");
    real.run("mv", "src/one.ts", "src/moved.ts");
    real.write("src/moved.ts", text(1, 40, { 3: "three", 20: "twenty" }));
    real.write("src/two.ts", text(95, 135, { 110: "x" }));
    real.run("rm", "--quiet", "src/gone.ts");
    real.write("image", Buffer.from([0, 1]));
    real.write("src/new.ts", text(300, 302));
    const after = real.commit("After");
    importRepository(store, real.folder);
    const [old, now] = [before, after].map((sha) => readCommit(store, sha).tree);
    const ours = fileChanges(store, old, now ?? "").map(
      ({ additions, deletions, path, previous }) =>
        `${additions} ${deletions} ${previous === undefined ? "" : `${previous} => `}${path}`,
    );
    const shown = real.run("diff", "--numstat", "-M", "-z", before, after);
    const theirs = shown
      .split("\0")
      .join("\n")
      .replace(/\t\n(.*)\n(.*)\n/g, "\t$1 => $2\n")
      .replaceAll("\t", " ")
      .replaceAll("- -", "0 0")
      .trim()
      .split("\n");
    expect(ours.sort()).toEqual(theirs.sort());
  });

  test.each([
    ["in the middle", text(1, 20), text(1, 20, { 10: "ten" })],
    ["at both ends", text(1, 20), `first\n${text(2, 19)}last\n`],
    ["to an empty file", "", text(1, 3)],
    ["until nothing is left", text(1, 3), ""],
    ["in two places far apart", text(1, 40), text(1, 40, { 2: "two", 38: "x" })],
  ])("can be applied as a patch: %s", (_, before, after) => {
    real.write("file", before);
    real.commit("Before");
    const { patch } = diffLines(before, after);
    real.write(".git/change.patch", `--- a/file\n+++ b/file\n${patch}\n`);
    real.run("apply", "--unidiff-zero", ".git/change.patch");
    real.run("add", "file");
    const store2 = createStore();
    expect(real.run("rev-parse", ":file")).toBe(writeObject(store2, "blob", after));
  });
});
