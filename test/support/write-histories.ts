import { runGit } from "./git-command.ts";
import type { CommitMade, HistoryMade } from "./git-histories.ts";

/** Writes histories into a repository; says the name of every commit by its id. */
export function writeHistories(
  folder: string,
  histories: readonly HistoryMade[],
): ReadonlyMap<number, string> {
  const stream = histories.flatMap(({ commits }) => commits).map(streamOf);
  runGit(folder, ["fast-import", "--quiet"], stream.join(""));
  return readNames(folder);
}

function streamOf({ id, parents, message, files, at }: CommitMade): string {
  const who = `A Person <person@example.com> ${at} +0000`;
  const [first, second] = parents;
  return [
    `commit refs/heads/made-${id}\nmark :${id}\nauthor ${who}\ncommitter ${who}\n`,
    data(message),
    first === undefined ? "" : `from :${first}\n`,
    second === undefined ? "" : `merge :${second}\n`,
    "deleteall\n",
    ...[...files].map(([path, { mode, lines }]) => {
      const text = mode === "120000" ? lines.join(" ") : lines.map((line) => `${line}\n`).join("");
      return `M ${mode} inline ${path}\n${data(text)}`;
    }),
    "\n",
  ].join("");
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function readNames(folder: string): ReadonlyMap<number, string> {
  const names = runGit(folder, ["for-each-ref", "--format=%(refname:lstrip=2) %(objectname)"]);
  return new Map(
    names
      .trim()
      .split("\n")
      .map((line) => {
        const [branch = "", sha = ""] = line.split(" ");
        return [Number(branch.slice("made-".length)), sha];
      }),
  );
}
