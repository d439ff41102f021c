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

  test("names every folder of test/ that does not mirror one of src/", () => {
    const [, line = ""] = /^(`test\/` mirrors .*)$/m.exec(text) ?? [];
    const named = [...line.matchAll(/`([a-z-]+)\/`/g)].map(([, folder]) => folder);
    const beside = [...folders]
      .filter((folder) => /^test\/[^/]+$/.test(folder))
      .map((folder) => posix.basename(folder))
      .filter((folder) => !folders.has(`src/${folder}`));
    expect(named.filter((folder) => folder !== "test" && folder !== "src").sort()).toEqual(
      beside.sort(),
    );
  });

  test("numbers its decisions without gaps", () => {
    const numbers = [...sectionOf(text, "Decisions").matchAll(/^(\d+)\. /gm)].map(
      ([, n]) => +(n ?? 0),
    );
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

test("README.md explains exactly the variables that the environment is read for", () => {
  const table = sectionOf(readRepositoryFile("README.md").text, "Deploy");
  const explained = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
  );
  const { text } = readRepositoryFile("src/app/environment.ts");
  const [, schema = ""] = /\nconst schema = z\.object\(\{\n(.*?)\n\}\);/s.exec(text) ?? [];
  const checked = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
  const credentials = readRepositoryFile("src/app/read-credentials.ts").text;
  const together = [...credentials.matchAll(/\bname: "([A-Z_]+)"/g)].map(([, name]) => name);
  expect(checked.length).toBeGreaterThan(8);
  expect(together).toContain("APP_ID");
  expect(explained.sort()).toEqual([...checked, ...together].sort());
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
