import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { readTree } from "../../support/read-tree.ts";
import { accepts, shaOf } from "./nocked-history.ts";
import { address, api, nockedHost, startNock } from "./nocked-host.ts";

beforeEach(startNock);

describe("a tree", () => {
  const entry = (type: string, path: string, mode = "100644") => ({
    path,
    mode,
    type,
    sha: shaOf(path),
    url: "",
  });
  const root = shaOf("root");
  const recursive = { recursive: "1" };
  const tree = (word: string) => accepts(`/git/trees/${shaOf(word)}`);

  it("comes in one call, with its submodules among the files", async () => {
    tree("root")
      .query(recursive)
      .reply(200, {
        sha: root,
        truncated: false,
        tree: [
          entry("tree", "src", "040000"),
          entry("blob", "src/run.sh", "100755"),
          entry("commit", "vendor", "160000"),
        ],
      });
    const { sha: name, files, folders } = await readTree(nockedHost().host, address, root);
    expect(name).toBe(root);
    expect([...folders]).toEqual([["src", shaOf("src")]]);
    expect(files.get("src/run.sh")).toEqual({
      path: "src/run.sh",
      mode: "100755",
      type: "blob",
      sha: shaOf("src/run.sh"),
    });
    expect(files.get("vendor")).toMatchObject({ type: "commit", mode: "160000" });
  });

  it("is read folder by folder only where GitHub cuts it off", async () => {
    const cut = { truncated: true, tree: [entry("blob", "a/only-some")] };
    tree("root")
      .query(recursive)
      .reply(200, { sha: root, ...cut });
    const level = [entry("tree", "a"), entry("tree", "b"), entry("blob", "README.md")];
    tree("root").reply(200, { sha: root, truncated: false, tree: level });
    tree("a")
      .query(recursive)
      .reply(200, { sha: shaOf("a"), ...cut });
    tree("a").reply(200, { sha: shaOf("a"), truncated: false, tree: [entry("tree", "c")] });
    tree("b")
      .query(recursive)
      .reply(200, { sha: shaOf("b"), truncated: false, tree: [entry("blob", "deep/file")] });
    tree("c")
      .query(recursive)
      .reply(200, { sha: shaOf("c"), truncated: false, tree: [entry("blob", "file")] });
    const { host, calls } = nockedHost();
    const { files, folders } = await readTree(host, address, root);
    expect([...files.keys()].sort()).toEqual(["README.md", "a/c/file", "b/deep/file"]);
    expect(folders.get("a/c")).toBe(shaOf("c"));
    expect(calls).toHaveLength(6);
  });

  it("is read only where it differs from the one before it, if GitHub cuts both off", async () => {
    const cut = { truncated: true, tree: [] };
    const folder = (path: string, word: string) => ({ ...entry("tree", path), sha: shaOf(word) });
    for (const word of ["before", "after", "head"]) {
      tree(word)
        .query(recursive)
        .reply(200, { sha: shaOf(word), ...cut });
    }
    const reply = (word: string, ...entries: object[]) =>
      tree(word).reply(200, { sha: shaOf(word), truncated: false, tree: entries });
    reply("before", folder("src", "src 1"), folder("docs", "docs 1"));
    reply("after", folder("src", "src 2"), folder("docs", "docs 1"));
    reply("head", folder("src", "src 2"), folder("docs", "docs 9"));
    for (const word of ["src 1", "src 2"]) {
      const tree1 = [{ ...entry("blob", "a.ts"), sha: shaOf(`a of ${word}`) }];
      tree(word)
        .query(recursive)
        .reply(200, { sha: shaOf(word), truncated: false, tree: tree1 });
    }
    const { host, calls } = nockedHost();
    const shas = ["before", "after", "head"].map(shaOf);
    const trees = await host.readTrees(address, shas);
    expect(trees.map(({ files }) => [...files].map(([path, { sha }]) => [path, sha]))).toEqual([
      [["src/a.ts", shaOf("a of src 1")]],
      [["src/a.ts", shaOf("a of src 2")]],
      [["src/a.ts", shaOf("a of src 2")]],
    ]);
    expect(trees.map(({ partial }) => partial)).toEqual([true, true, true]);
    expect(trees[2]?.folders.get("docs")).toBe(shaOf("docs 9"));
    expect(calls).toHaveLength(8);
  });

  it("without files is known without a call", async () => {
    const { host, calls } = nockedHost();
    const { files } = await readTree(host, address, "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    expect([files.size, calls.length]).toEqual([0, 0]);
  });

  it("that would take thousands of calls is refused in plain words", async () => {
    const folders = Array.from({ length: 1200 }, (_, index) => entry("tree", `f${index}`));
    const cut = { sha: root, truncated: true, tree: [] };
    nock(api).persist().get(/trees/).query(recursive).reply(200, cut);
    const level = { sha: root, truncated: false, tree: folders };
    nock(api).persist().get(/trees/).reply(200, level);
    const { host, calls } = nockedHost();
    await expect(readTree(host, address, root)).rejects.toThrow(
      "reading the tree of acme/shop takes more than the 2000 calls that we are ready to make",
    );
    expect(calls.length).toBeLessThanOrEqual(2001);
  });
});
