import { Composer, type Document, type Node } from "yaml";
import { plainValue } from "./plain-value.ts";
import type { Problem } from "./problem.ts";
import { problemAt, Refusal } from "./refusal.ts";
import { checkText, yamlTokens } from "./yaml-tokens.ts";

/** One YAML document as plain data, with the nodes it came from. */
export interface YamlDocument {
  readonly value: unknown;
  readonly root: Node | null;
}

/** Reads one document of YAML 1.2 in which nothing can run, multiply or hide. */
export function readYaml(text: string): YamlDocument | { readonly problem: Problem } {
  try {
    checkText(text);
    const root = compose(text);
    return { root, value: plainValue(root) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: problemAt(text, error.offset, error.words) };
  }
}

function compose(text: string): Node | null {
  const tokens = yamlTokens(text);
  // yaml's own test for duplicate keys takes the square of their number; plainValue has one.
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false });
  const documents = withoutStacks(() => [...composer.compose(tokens, true, text.length)]);
  const document: Document.Parsed | undefined = documents[0];
  const error = document?.errors[0];
  if (error !== undefined) throw refusalOf(text, error.code, error.pos[0], error.message);
  return document?.contents ?? null;
}

/** Hostile text makes tens of thousands of errors, and their stacks would cost most of the time. */
function withoutStacks<Result>(work: () => Result): Result {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** `text: {{title}} is` breaks after what YAML takes for a map. */
const endsInTag = /\{\{[^{}\n]{0,40}\}\}[ \t]{0,10}$/;

function refusalOf(text: string, code: string, offset: number, message: string): Refusal {
  const sign = text[offset];
  if (code === "BAD_SCALAR_START" || (code === "UNEXPECTED_TOKEN" && sign === "@")) {
    const came = `text that begins with ${sign === undefined ? "a sign" : JSON.stringify(sign)}`;
    const expected = "quotes around it, or a login without its @";
    return new Refusal(offset, { came, expected, example: 'tell: ["@octo-org/on-call"]' });
  }
  if (code === "UNEXPECTED_TOKEN" && endsInTag.test(text.slice(0, offset))) {
    const came = 'text that begins with "{{"';
    return new Refusal(offset, {
      came,
      expected: "quotes around it",
      example: 'text: "{{title}}"',
    });
  }
  if (code === "TAB_AS_INDENT") {
    const expected = "spaces at the beginning of a line";
    return new Refusal(offset, { came: "indented with a tab", expected });
  }
  const reason = message.split("\n", 1)[0]?.slice(0, 120) ?? code;
  return new Refusal(offset, { came: `not readable (${reason})`, expected: "valid YAML 1.2" });
}
