import { expect, test } from "vitest";
import { repositoryFiles, type TextFile } from "./repository.ts";
import { checkRules, type Finding, type Rule } from "./rule.ts";
import { isNode, nameOf, places, type SyntaxNode } from "./syntax.ts";

const LINES = 250;
/** Of a test: a long table of rows is still one thing. */
const TEST_LINES = 400;
const FUNCTION_LINES = 50;
const PARAMETERS = 3;
const COLUMNS = 100;

/** Files that are longer, each with the reason why it is still one thing. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "src/core/incident/evolve.ts": "one small function per event, told apart by nothing else",
  "src/sandbox/sample-texts.ts": "example data, one entry per template",
  "test/core/thread/parse-comment.test.ts": "rows: the places where a command does not count",
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
    says: `A function has at most ${FUNCTION_LINES} lines`,
    instead: "Give its paragraphs names: each one that has a name is a function already",
    covers: isSource,
    find: (file) =>
      functions(file)
        .filter(({ lines }) => lines > FUNCTION_LINES)
        .map(tooLong),
    offender: { path: "src/a.ts", text: `function a() {${"\n".repeat(FUNCTION_LINES)}}` },
  },
  {
    says: `A function takes at most ${PARAMETERS} parameters`,
    instead: "Take one object with named fields, so that a call says what is what",
    covers: isSource,
    find: (file) =>
      functions(file)
        .filter(({ parameters }) => parameters > PARAMETERS)
        .map(({ line, name, parameters }) => ({ line, what: `${name}: ${parameters} parameters` })),
    offender: { path: "src/a.ts", text: "function a(b, c, d, e) {}" },
  },
  {
    says: `A line of code has at most ${COLUMNS} columns`,
    instead: "The formatter leaves long strings and comments alone: break them by hand",
    covers: (path) => isCode(path) || /^(\.ci\/|.*\.(cjs|mjs)$)/.test(path),
    find: ({ text }) =>
      text.split("\n").flatMap((line, index) => {
        const columns = [...line].length;
        return columns > COLUMNS ? [{ line: index + 1, what: `${columns} columns` }] : [];
      }),
    offender: { path: "src/a.ts", text: `// ${"a".repeat(COLUMNS)}` },
  },
];

checkRules(rules);

test("a file on the list of long files is really long", () => {
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
  return places(file).flatMap(({ node, firstLine, lastLine }) => {
    // A method's parameters and body stand in a node inside it, without an end of its own.
    const inner = isNode(node.function) ? node.function : node;
    const parameters = inner.params ?? inner.parameters;
    const isFunction = isNode(inner.body) && Array.isArray(parameters);
    if (!isFunction) return [];
    const lines = lastLine - firstLine + 1;
    return [{ line: firstLine, name: functionName(node), lines, parameters: parameters.length }];
  });
}

function functionName({ identifier, key }: SyntaxNode): string {
  return nameOf(identifier) ?? nameOf(key) ?? "a function without a name";
}

function tooLong({ line, name, lines }: FunctionSize): Finding {
  return { line, what: `${name}: ${lines} lines` };
}

function isLong(file: TextFile): boolean {
  const isTest = file.path.startsWith("test/");
  return linesOf(file) > (isTest ? TEST_LINES : LINES);
}

function linesOf({ text }: TextFile): number {
  return text.split("\n").length - 1;
}
