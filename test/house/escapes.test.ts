import { checkRules, findText, type Rule } from "./rule.ts";
import { findNodes, isNode, nameOf, type SyntaxNode } from "./syntax.ts";

// Ways around the compiler, the linter or the test runner.

/** Tools that load a file and take what it exports by default. */
const DEFAULT_EXPORTS: Readonly<Record<string, string>> = {
  "src/app/probot-app.ts": "`probot run` takes the application function",
};

const isCode = (path: string) => path.endsWith(".ts");
const isTest = (path: string) => path.startsWith("test/") && isCode(path);

const rules: readonly Rule[] = [
  {
    says: "No `any`",
    instead: "Use `unknown` and parse it into a type of ours where it comes in",
    covers: isCode,
    find: (file) =>
      findNodes(file, (node) =>
        node.type === "TsKeywordType" && node.kind === "any" ? "any" : undefined,
      ),
    offender: { path: "src/a.ts", text: "export let a: any;" },
  },
  {
    says: "No `!` that silences the compiler",
    instead: "Ask for undefined and say what then; if it cannot be, let the type say so",
    covers: isCode,
    find: (file) =>
      findNodes(file, (node) => {
        if (node.type === "TsNonNullExpression") return "a!";
        return node.definite === true ? "a!: T" : undefined;
      }),
    offender: { path: "src/a.ts", text: "export const b = a!.b;" },
  },
  {
    says: "No cast through another cast",
    instead: "`as` stands only where foreign data is parsed; two of them in a row parse nothing",
    covers: isCode,
    find: (file) =>
      findNodes(file, (node) =>
        node.type === "TsAsExpression" && isNode(node.expression) && isCast(node.expression)
          ? "as unknown as T"
          : undefined,
      ),
    offender: { path: "src/a.ts", text: "export const b = a as unknown as string;" },
  },
  {
    says: "No comment that turns the compiler off",
    instead:
      "Make the type true; if a library's own types are wrong, write the right one beside it",
    covers: isCode,
    find: (file) => findText(file, /@ts-(?:ignore|nocheck|expect-error)/),
    offender: { path: "src/a.ts", text: `// @${"ts-ignore"}` },
  },
  {
    says: "No lint rule is turned off without a reason",
    instead: "Write the reason after the colon, or follow the rule",
    covers: isCode,
    find: (file) => findText(file, /biome-[i]gnore(?! (?:format|lint\/\S+): \S).*/),
    offender: { path: "src/a.ts", text: `// ${"biome-"}ignore lint/style/noVar` },
  },
  {
    says: "No default exports, except where a tool wants one",
    instead: "Export by name, so that the thing is called the same everywhere",
    covers: (path) =>
      isCode(path) && !/^[^/]+\.config\.ts$/.test(path) && !(path in DEFAULT_EXPORTS),
    find: (file) =>
      findNodes(file, ({ type }) =>
        type.startsWith("ExportDefault") ? "export default" : undefined,
      ),
    offender: { path: "src/a.ts", text: "export default 1;" },
  },
  {
    says: "No barrels",
    instead: "Import from the file that has it; its name says what you get",
    covers: isCode,
    find: (file) =>
      findNodes(file, ({ type, source }) =>
        type === "ExportAllDeclaration" || (type === "ExportNamedDeclaration" && isNode(source))
          ? "export … from"
          : undefined,
      ),
    offender: { path: "src/a.ts", text: 'export { b } from "./b.ts";' },
  },
  {
    says: "No test is skipped, left over or alone",
    instead: "Make it pass, or delete it and say so in the change",
    covers: isTest,
    find: (file) => findNodes(file, skipped),
    offender: { path: "test/a.test.ts", text: 'test.skip("later", () => {});' },
  },
];

checkRules(rules);

function isCast({ type, typeAnnotation }: SyntaxNode): boolean {
  const isConst = isNode(typeAnnotation) && nameOf(typeAnnotation.typeName) === "const";
  return (type === "TsAsExpression" || type === "TsTypeAssertion") && !isConst;
}

function skipped(node: SyntaxNode): string | undefined {
  const [runner, ...modifiers] = nameOf(node)?.split(".") ?? [];
  if (!["test", "it", "describe", "suite"].includes(runner ?? "")) return undefined;
  const wrong = ["skip", "skipIf", "runIf", "only", "todo", "fails"];
  return modifiers.some((word) => wrong.includes(word)) ? nameOf(node) : undefined;
}
