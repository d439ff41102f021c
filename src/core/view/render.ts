import mustache from "mustache";
import type { TemplateName } from "../config/template-names.ts";

/** What a template is filled with: flat, every key always there, empty where there is nothing. */
export type View = Readonly<Record<string, string>>;

/** Why an own template is not used. */
export interface TemplateProblem {
  readonly template: TemplateName;
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
}

/** Fills a template in one pass. Values are Markdown already, so nothing is escaped for HTML. */
export function fill(template: string, view: View): string {
  return tidy(fillPlain(template, view));
}

/** Fills a short text that is no Markdown, in one pass. */
export function fillPlain(template: string, view: View): string {
  const context = new FlatContext(Object.assign(Object.create(null), view));
  const writer = new mustache.Writer();
  return writer.renderTokens(writer.parse(template), context, undefined, template, asIs);
}

/** What is wrong with an own template, or nothing. It may use the values ours uses, and no more. */
export function checkTemplate(given: {
  readonly name: TemplateName;
  readonly text: string;
  readonly builtIn: string;
}): TemplateProblem | undefined {
  const { name, text, builtIn } = given;
  const problemAt = (position: number, problem: string): TemplateProblem => ({
    template: name,
    line: text.slice(0, position).split("\n").length,
    problem,
  });
  if (text.length > longestTemplate) {
    return problemAt(0, `${text.length} characters came; expected at most ${longestTemplate}`);
  }
  const tokens = parse(text);
  if (tokens instanceof Error) return problemAt(...readMustacheError(tokens));
  const known = namesIn(builtIn);
  for (const token of tokens) {
    const found = problemOf(token, known);
    if (found !== undefined) return problemAt(token.position + found.offset, found.problem);
  }
  return undefined;
}

/** The values a template uses, each once. */
export function namesIn(template: string): ReadonlySet<string> {
  const named = tokensOf(template).filter(({ kind }) => valueKinds.has(kind));
  return new Set(named.map(({ value }) => value));
}

/** In UTF-16 units; ours are below 3,000. */
const longestTemplate = 20_000;
const asIs = { escape: (value: string) => value };
const valueKinds: ReadonlySet<string> = new Set(["name", "&", "#", "^"]);

/** Knows the keys of one view and nothing else: no parents, no paths, no inherited names. */
class FlatContext extends mustache.Context {
  override lookup(name: string): string {
    const value: unknown = Object.hasOwn(this.view, name) ? this.view[name] : "";
    return typeof value === "string" ? value : "";
  }

  override push(): FlatContext {
    return this;
  }
}

interface Token {
  readonly kind: string;
  readonly value: string;
  readonly position: number;
}

interface MustacheToken extends ReadonlyArray<unknown> {
  readonly 0: string;
  readonly 1: string;
  readonly 2: number;
  /** The tokens inside a section; the indentation before another template. */
  readonly 4?: readonly MustacheToken[] | string;
}

function parse(template: string): readonly Token[] | Error {
  try {
    return tokensOf(template);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function tokensOf(template: string): readonly Token[] {
  return flatten(new mustache.Writer().parse(template) as readonly MustacheToken[]);
}

function flatten(tokens: readonly MustacheToken[]): readonly Token[] {
  return tokens.flatMap(({ 0: kind, 1: value, 2: position, 4: inner }) => [
    { kind, value, position },
    ...(typeof inner === "object" ? flatten(inner) : []),
  ]);
}

interface Found {
  readonly problem: string;
  /** Where in the token. */
  readonly offset: number;
}

function problemOf({ kind, value }: Token, known: ReadonlySet<string>): Found | undefined {
  if (kind === "text") return problemOfText(value);
  if (kind === ">") {
    return { problem: `{{> ${value}}} came; a template cannot include another one`, offset: 0 };
  }
  if (!valueKinds.has(kind) || known.has(value)) return undefined;
  const expected = [...known].slice(0, mostNamed).map((name) => `{{${name}}}`);
  const left = known.size - expected.length;
  const others = left > 0 ? [`or one of ${left} others that ours uses`] : [];
  const list = [...expected, ...others].join(", ");
  return { problem: `{{${value}}} came; expected one of ${list}`, offset: 0 };
}

/** The card has more than anybody wants to read in a warning. */
const mostNamed = 16;

function problemOfText(text: string): Found | undefined {
  for (const [form, problem] of notInTemplates) {
    const offset = text.search(form);
    if (offset >= 0) return { problem, offset };
  }
  return undefined;
}

const notInTemplates: readonly (readonly [RegExp, string])[] = [
  [
    /(?<![\w`])@(?=[a-z\d])/i,
    "a mention came; people are mentioned through `tell` in .github/allclear.yml",
  ],
  [
    /^[ \t]*\/(?=\w)/m,
    "a line that starts with a slash came; write commands as inline code, such as `/ack`",
  ],
  [/<!--/, "an HTML comment came; expected {{! a mustache comment }}"],
];

function readMustacheError({ message }: Error): [position: number, problem: string] {
  const [, what = message, position = "0"] = /^(.*) at (\d+)$/s.exec(message) ?? [];
  return [Number(position), `${what}; expected every {{#name}} to be closed by {{/name}}`];
}

/** What left nothing behind leaves no gap; a line that would be a command is made a plain line. */
function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd().replace(/^(\s*)\//, "$1\\/"));
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
