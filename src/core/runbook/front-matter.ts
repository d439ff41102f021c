import { nearestName } from "../config/nearest-name.ts";
import { printProblem, showValue } from "../config/problem.ts";
import { readYaml } from "../config/read-yaml.ts";
import { runbookLimits } from "./runbook.ts";

/** What the front matter says a runbook is called and is for. */
export interface FrontMatter {
  readonly title?: string;
  readonly services: readonly string[];
  readonly labels: readonly string[];
  readonly alerts: readonly string[];
  readonly words: readonly string[];
  readonly problems: readonly string[];
}

/** Where the Markdown begins, and the YAML before it; `yaml` is undefined where there is none. */
export function splitFrontMatter(
  text: string,
): { readonly yaml?: string; readonly markdown: string } | { readonly problem: string } {
  const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  if (!/^---[ \t]*(?:\n|$)/.test(plain)) return { markdown: plain };
  const start = plain.indexOf("\n") + 1;
  const fence = /^(?:---|\.\.\.)[ \t]*$/m;
  const end = start === 0 ? undefined : fence.exec(plain.slice(start));
  if (end === undefined || end === null) {
    return { problem: "the front matter is never closed; expected a second line of three dashes" };
  }
  const yaml = plain.slice(start, start + end.index);
  return { yaml, markdown: plain.slice(start + end.index + end[0].length) };
}

/** Reads the front matter; one key that is wrong is left out and said, the rest holds. */
export function readFrontMatter(yaml: string | undefined): FrontMatter | { problem: string } {
  if (yaml === undefined || yaml.trim() === "") return { ...nothing, problems: [] };
  const read = readYaml(yaml);
  if ("problem" in read) {
    const { line } = read.problem;
    return { problem: `front matter: ${printProblem({ ...read.problem, ...inFile(line) })}` };
  }
  const { value } = read;
  if (value === null) return { ...nothing, problems: [] };
  if (typeof value !== "object" || Array.isArray(value)) {
    return { problem: `the front matter is ${showValue(value)}; ${expectedKeys}` };
  }
  return readKeys(Object.entries(value));
}

const nothing = { services: [], labels: [], alerts: [], words: [] };
const listKeys = ["services", "labels", "alerts", "words"] as const;
const keys: readonly string[] = ["title", ...listKeys];
const expectedKeys = `expected the keys ${keys.join(", ")}, for example words: [latency, slow]`;

/** The line that opens the front matter is the first one of the file. */
function inFile(line: number): { line: number; example: string } {
  return { line: line + 1, example: "words: [latency, slow]" };
}

function readKeys(entries: readonly (readonly [string, unknown])[]): FrontMatter {
  const problems: string[] = [];
  const found: Record<string, readonly string[]> = {};
  let title: string | undefined;
  for (const [key, value] of entries) {
    if (!keys.includes(key)) problems.push(unknownKey(key));
    else if (key !== "title") found[key] = readList(key, value, problems);
    else if (typeof value === "string" && value.trim() !== "") title = value.trim();
    else problems.push(`title is ${showValue(value)}; expected a text`);
  }
  return { ...nothing, ...found, ...(title !== undefined && { title }), problems };
}

function unknownKey(key: string): string {
  const near = nearestName(key, keys);
  const meant = near === undefined ? "" : `; did you mean ${near}?`;
  return `the key ${showValue(key)} came in the front matter; ${expectedKeys}${meant}`;
}

/** A single text stands for a list of one. */
function readList(key: string, value: unknown, problems: string[]): readonly string[] {
  if (value === null) return [];
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const { entries, entry: longest } = runbookLimits;
  const texts: string[] = [];
  for (const entry of given) {
    if (typeof entry !== "string" || entry.trim() === "") {
      problems.push(`${key} holds ${showValue(entry)}; expected texts, for example ${key}: [web]`);
    } else if (entry.length > longest) {
      problems.push(`${key} holds ${showValue(entry)}; expected at most ${longest} characters`);
    } else texts.push(entry.trim());
  }
  if (texts.length > entries) {
    problems.push(`${key} has ${texts.length} entries; only the first ${entries} count`);
  }
  return [...new Set(texts)].slice(0, entries);
}
