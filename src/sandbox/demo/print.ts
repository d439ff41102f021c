import { styleText } from "node:util";
import { inColumns } from "./columns.ts";

/** Prints to a terminal; everything the demo shows goes through here. */
export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

export function heading(text: string): void {
  print();
  print(styleText("bold", text));
}

/** Somebody's words or deed, as it would stand in the thread. */
export function spoken(login: string, text: string): void {
  const [first = "", ...rest] = text.split("\n");
  print(`  ${styleText(["bold", "cyan"], `@${login}`)}  ${first}`);
  for (const line of rest) print(`         ${line}`);
}

/** What comes without anybody's words. */
export function happening(text: string): void {
  print(`  ${styleText("dim", `(${text})`)}`);
}

/** What the bot did, and how long after the deed it was to be seen. */
export function reaction(milliseconds: number, what: string): void {
  const time = styleText("yellow", `${Math.round(milliseconds)} ms`);
  print(`  ${styleText("green", "✓")} ${what} ${styleText("dim", "after")} ${time}`);
}

/** What did not happen, which has no time. */
export function silence(what: string): void {
  print(`  ${styleText("green", "✓")} ${what}`);
}

/** The head of another issue, whose comments follow. */
export function issueTitle({ number, title }: { number: number; title: string }): void {
  print(`  ${styleText("bold", `#${number} ${title}`)}`);
}

/** The head of a pull request and what it changes, as git prints it. */
export function showDiff({ number, title }: { number: number; title: string }, diff: string): void {
  issueTitle({ number, title });
  for (const line of diff.trimEnd().split("\n")) {
    if (/^(?:diff|index|---|\+\+\+) /.test(line)) {
      const [, path] = /^\+\+\+ b\/(.*)$/.exec(line) ?? [];
      if (path !== undefined) print(`  ${styleText("bold", path)}`);
      continue;
    }
    print(`  ${colored(line)}`);
  }
}

function colored(line: string): string {
  if (line.startsWith("+")) return styleText("green", line);
  if (line.startsWith("-")) return styleText("red", line);
  return line.startsWith("@@") ? styleText("dim", line) : line;
}

/** Part of a text that the bot wrote or rewrote, with its place above it. */
export function excerpt({ head, text }: { head: string; text: string }): void {
  print(`  ${styleText("bold", head)}`);
  indented(folded(text), "blue");
}

/** One of the bot's comments, indented; what GitHub shows folded stays so. */
export function botComment(body: string, lines = Number.POSITIVE_INFINITY): void {
  const shown = folded(body).split("\n");
  const rest = shown.length > lines ? ["…"] : [];
  indented([...shown.slice(0, lines), ...rest].join("\n"), "magenta");
}

/** The card with all that it folds. */
export function wholeCard(body: string): void {
  indented(body, "blue");
}

function folded(body: string): string {
  return body.replace(/(<\/summary>)[\s\S]*?(<\/details>)/g, "$1$2");
}

function indented(body: string, color: "magenta" | "blue"): void {
  for (const line of asTerminal(body).split("\n")) print(`  ${styleText(color, "│")} ${line}`);
}

export function failed(text: string): void {
  print(`  ${styleText("red", "✗")} ${text}`);
}

/**
 * GitHub's Markdown as a person sees it, near enough for a terminal: no hidden lines, no link
 * targets, and of a chart its title.
 */
export function asTerminal(body: string): string {
  return body
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^```mermaid\n([\s\S]*?)\n```$/gm, (_, source: string) => titleOfChart(source))
    .replace(/<details>\s*<summary>(.*?)<\/summary>/g, (_, title: string) => `▸ ${title}`)
    .replace(/<\/?(?:details|summary|sub)>/g, "")
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replace(/(?:^\|.*\|$\n?)+/gm, inColumns)
    .replace(/^#+ (.*)$/gm, (_, title: string) => styleText("bold", title))
    .replace(/\*\*(.+?)\*\*/g, (_, text: string) => styleText("bold", text))
    .replace(/`([^`\n]+)`/g, (_, text: string) => styleText("cyan", text))
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~@/])/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function titleOfChart(source: string): string {
  const [, title] = /^ *title "?([^"\n]*)/m.exec(source) ?? [];
  const [, kind = "chart"] = /^([a-z]+)/.exec(source) ?? [];
  return title === undefined ? `▸ ${kind}` : `▸ chart: ${title}`;
}
