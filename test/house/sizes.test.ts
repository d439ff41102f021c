import { expect, test } from "vitest";
import { repositoryFiles, type TextFile } from "./repository.ts";
import { checkRules, type Finding, type Rule } from "./rule.ts";
import { nameOf, type Place, places, type SyntaxNode } from "./syntax.ts";

const LINES = 250;
/** Of a test: a long table of rows is still one thing. */
const TEST_LINES = 400;
const FUNCTION_LINES = 50;
/** Three is what we write; a fourth happens, a fifth is an object. */
const PARAMETERS = 4;
const COLUMNS = 100;
/** Of a line with a text or a pattern that reads better in one piece. */
const TEXT_COLUMNS = 120;

/** Files that are longer, each with the reason why it is still one thing. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "src/core/incident/evolve.ts": "one small function per event, which only make sense together",
  "src/sandbox/sample-texts.ts": "example data, one entry per template",
  "test/core/thread/parse-comment.test.ts": "rows: the places where a command does not count",
};

/** Functions that are longer, likewise. */
const LONG_FUNCTIONS: Readonly<Record<string, string>> = {
  "src/core/card/record.ts nameOf": "a dispatch: a line for each effect",
  "src/core/incident/evolve.ts apply": "a dispatch: a line or two for each event",
  "src/core/incident/timeline.ts textOf": "a dispatch: a line or two for each event",
  "src/reconcile/do-effect.ts doSilently": "a dispatch: a line or two for each effect",
  "src/reconcile/left-over.ts isSeen": "a dispatch: a line or two for each effect",
  "src/sandbox/github/model/view/repository.ts repositoryView": "one field of GitHub's a line",
  "src/sandbox/sample-texts.ts answers": "example data",
  "src/sandbox/sample-texts.ts refusals": "example data",
};

const isCode = (path: string) => /^(src|action|schema|test)\/.*\.ts$/.test(path);
const isSource = (path: string) =>
  isCode(path) && (!path.startsWith("test/") || path.startsWith("test/support/"));

const rules: readonly Rule[] = [
  {
    says: `A file has at most ${LINES} lines, a test ${TEST_LINES}`,
    instead:
      "Is it still one thing? Then put it on the list in this test, with the reason. Else the " +
      "second thing in it wants a file and a name of its own",
    covers: (path) => isCode(path) && !(path in LONG_FILES),
    find: (file) => (isLong(file) ? [{ line: 1, what: `${linesOf(file)} lines` }] : []),
    offender: { path: "src/a.ts", text: "\n".repeat(LINES + 1) },
  },
  {
    says: `A function has at most ${FUNCTION_LINES} lines, not counting functions inside it`,
    instead:
      "Give its paragraphs names: each one that has a name is a function already. A dispatch or " +
      "a table may go on the list in this test",
    covers: isSource,
    find: (file) =>
      functions(file)
        .filter(({ name, lines }) => lines > FUNCTION_LINES && !isListed(file, name))
        .map(({ line, name, lines }) => ({ line, what: `${name}: ${lines} lines` })),
    offender: { path: "src/a.ts", text: `function a() {${"\n".repeat(FUNCTION_LINES)}}` },
  },
  {
    says: `A function takes at most ${PARAMETERS} parameters, and better three`,
    instead: "Take one object with named fields, so that a call says what is what",
    covers: isSource,
    find: (file) =>
      functions(file)
        .filter(({ parameters }) => parameters > PARAMETERS)
        .map(({ line, name, parameters }) => ({ line, what: `${name}: ${parameters} parameters` })),
    offender: { path: "src/a.ts", text: "function a(b, c, d, e, f) {}" },
  },
  {
    says: `A line has at most ${COLUMNS} columns, ${TEXT_COLUMNS} with a text in it`,
    instead: "The formatter leaves long strings and comments alone: break them by hand",
    covers: (path) => isCode(path) || /^\.ci\/|\.(cjs|mjs)$/.test(path),
    find: tooWide,
    offender: { path: "src/a.ts", text: `// ${"a".repeat(COLUMNS)}` },
  },
];

checkRules(rules);

test("What is on the list of long files is really long", () => {
  const short = repositoryFiles().filter((file) => file.path in LONG_FILES && !isLong(file));
  expect(
    short.map(({ path }) => path),
    "These have become short: take them off the list in this test",
  ).toEqual([]);
});

interface FunctionSize {
  readonly line: number;
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
}

function functions(file: TextFile): readonly FunctionSize[] {
  const all = places(file).filter(({ node }) => parametersOf(node) !== undefined);
  return all.map((place) => ({
    line: place.firstLine,
    name: functionName(file, place),
    lines: ownLines(place, all),
    parameters: parametersOf(place.node)?.length ?? 0,
  }));
}

function parametersOf({ body, params, parameters }: SyntaxNode): readonly unknown[] | undefined {
  if (body === undefined || body === null) return undefined;
  return [params, parameters].find(Array.isArray);
}

function ownLines(place: Place, all: readonly Place[]): number {
  const inside = all.filter((other) => isInside(other, place));
  return inside
    .filter((one) => !inside.some((other) => isInside(one, other)))
    .reduce((lines, { firstLine, lastLine }) => lines - (lastLine - firstLine), heightOf(place));
}

function isInside({ node: { span } }: Place, { node: { span: outer } }: Place): boolean {
  return span.start > outer.start && span.end <= outer.end;
}

function heightOf({ firstLine, lastLine }: Place): number {
  return lastLine - firstLine + 1;
}

// A function without a name of its own goes by the line it begins on.
function functionName({ text }: TextFile, { node, firstLine }: Place): string {
  const line = text.split("\n")[firstLine - 1] ?? "";
  return nameOf(node.identifier) ?? nameOf(node.key) ?? line.trim();
}

function isListed({ path }: TextFile, name: string): boolean {
  return `${path} ${name}` in LONG_FUNCTIONS;
}

function tooWide({ text }: TextFile): readonly Finding[] {
  return text.split("\n").flatMap((line, index) => {
    const isComment = /^\s*(\/\/|\*|\/\*)/.test(line);
    const limit = !isComment && /["`/]/.test(line) ? TEXT_COLUMNS : COLUMNS;
    const columns = [...line].length;
    return columns > limit ? [{ line: index + 1, what: `${columns} columns` }] : [];
  });
}

function isLong(file: TextFile): boolean {
  return linesOf(file) > (file.path.startsWith("test/") ? TEST_LINES : LINES);
}

function linesOf({ text }: TextFile): number {
  return text.split("\n").length - 1;
}
