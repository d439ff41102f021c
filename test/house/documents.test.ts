import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { readRepositoryFile, repositoryFiles, repositoryFolders } from "./repository.ts";

const files = repositoryFiles();
const folders = repositoryFolders();
const documents = files.filter(({ path }) => path.endsWith(".md"));

describe("ARCHITECTURE.md", () => {
  const { text } = readRepositoryFile("ARCHITECTURE.md");
  const map = sectionOf(text, "Code map");
  const mapped = [...map.matchAll(/^\| `([^`]+)\/`/gm)].map(([, folder]) => folder ?? "");

  test("maps only folders that exist", () => {
    expect(mapped.length).toBeGreaterThan(15);
    expect(mapped.filter((folder) => !folders.has(folder))).toEqual([]);
  });

  test("maps every folder of the source", () => {
    const holdFiles = files
      .map(({ path }) => posix.dirname(path))
      .filter((folder) => /^(src|action|templates|schema|runbooks)(\/|$)/.test(folder));
    expect(
      [...new Set(holdFiles)].filter((folder) => folder !== "src" && !mapped.includes(folder)),
      "Give it a row in the code map: what is it, in one line?",
    ).toEqual([]);
  });

  test("numbers its decisions without gaps", () => {
    const numbers = [...sectionOf(text, "Decisions").matchAll(/^(\d+)\. /gm)].map(
      ([, n]) => +(n ?? 0),
    );
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe.each(documents)("$path", ({ path, text }) => {
  test("links only to files that are there", () => {
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map(([, to]) =>
      posix.join(posix.dirname(path), to ?? ""),
    );
    const dead = links.filter((to) => !files.some((file) => file.path === to) && !isFolder(to));
    expect(dead).toEqual([]);
  });

  test("names only pages and source files that are there", () => {
    const prose = text.replace(/\]\([^)]*\)/g, "]");
    const named = [...prose.matchAll(/`((?:src|test|templates|schema|action)\/[^`\s<>*]+)`/g)];
    const missing = named
      .map(([, name]) => (name ?? "").replace(/\/$/, ""))
      .filter((name) => !files.some((file) => file.path === name) && !isFolder(name));
    expect(missing).toEqual([]);
  });
});

function isFolder(path: string): boolean {
  return folders.has(path.replace(/\/$/, ""));
}

function sectionOf(text: string, heading: string): string {
  const [, section = ""] = text.split(`\n## ${heading}\n`);
  return section.split("\n## ")[0] ?? "";
}
