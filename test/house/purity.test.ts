import type { TextFile } from "./repository.ts";
import { checkRules, type Finding, type Rule } from "./rule.ts";
import { findNodes, isNode, nameOf, type SyntaxNode } from "./syntax.ts";

// What no rule about imports can see: globals.

/** Who may read the environment, and why. */
const ENVIRONMENT_READERS: Readonly<Record<string, string>> = {
  "src/app/environment.ts": "reads it once, checks it and hands it on as data",
  "action/runner.ts": "does the same with what the runner of a workflow says",
  "test/processes/program.ts": "starts the real program with an environment of its own",
  "test/support/seed.ts": "takes the seed that an earlier run printed",
};

const isPure = (path: string) => /^src\/(core|std)\/.*\.ts$/.test(path);

const rules: readonly Rule[] = [
  {
    says: "Only src/app/environment.ts and action/runner.ts read process.env",
    instead:
      "Take the setting as a parameter; what the program reads from outside stands in one file, " +
      "which checks it at start. A new reader goes on the list in this test, with its reason",
    covers: (path) =>
      /^(src|action|schema|test)\/.*\.ts$/.test(path) && !(path in ENVIRONMENT_READERS),
    find: (file) => findNodes(file, readsEnvironment),
    offender: { path: "src/core/a.ts", text: "export const port = process.env.PORT;" },
  },
  {
    says: "Nothing in src/core/ asks the time, draws lots or touches the world",
    instead:
      "Time, text and chance come in as data: a command brings its own time, a look brings what " +
      "it has read. Otherwise the same thread would fold into different incidents",
    covers: isPure,
    find: (file) => findNodes(file, impurity),
    offender: { path: "src/core/a.ts", text: "export const now = () => new Date();" },
  },
  {
    says: "Nothing in src/core/ waits",
    instead: "Whoever waits is an adapter or the loop; give the core what has arrived",
    covers: isPure,
    find: waiting,
    offender: { path: "src/core/a.ts", text: "export async function a() {}" },
  },
];

checkRules(rules);

function readsEnvironment(node: SyntaxNode): string | undefined {
  if (nameOf(node) === "process.env") return "process.env";
  const fromProcess = /^(node:)?process$/.test(
    isNode(node.source) ? String(node.source.value) : "",
  );
  return node.type === "ImportDeclaration" && fromProcess ? "import … process" : undefined;
}

const WORLD = new Set(
  "Date.now Math.random fetch setTimeout setInterval setImmediate queueMicrotask".split(" "),
);
const WORLDS = /^(process|globalThis|console|performance|crypto|Temporal[.]Now)[.]/;

function impurity(node: SyntaxNode): string | undefined {
  if (node.type === "NewExpression" && nameOf(node.callee) === "Date") {
    return isEmpty(node.arguments) ? "new Date()" : undefined;
  }
  if (node.type === "CallExpression") {
    const name = nameOf(node.callee);
    if (name === "Date") return "Date()";
    return name !== undefined && WORLD.has(name) ? name : undefined;
  }
  const name = node.type === "MemberExpression" ? nameOf(node) : undefined;
  return name !== undefined && WORLDS.test(name) ? name : undefined;
}

function waiting(file: TextFile): readonly Finding[] {
  return findNodes(file, (node) => {
    if (node.type === "AwaitExpression") return "await";
    return node.async === true ? "async" : undefined;
  });
}

function isEmpty(list: unknown): boolean {
  return !Array.isArray(list) || list.length === 0;
}
