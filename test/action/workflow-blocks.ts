import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface WorkflowText {
  /** Where it stands: `action/README.md:31`. */
  readonly name: string;
  readonly text: string;
}

const root = new URL("../../", import.meta.url);

/** Every workflow that people copy from our pages, and those of this repository. */
export function allWorkflows(): readonly WorkflowText[] {
  return [...["action/README.md", "README.md"].flatMap(blocksOf), ...ours()];
}

/** Blocks of YAML that begin like a workflow; others configure something else. */
function blocksOf(page: string): readonly WorkflowText[] {
  const text = readFileSync(new URL(page, root), "utf8");
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .map(({ 1: block = "", index }) => ({
      name: `${page}:${text.slice(0, index).split("\n").length}`,
      text: block,
    }))
    .filter(({ text: block }) => /^jobs:/m.test(block));
}

function ours(): readonly WorkflowText[] {
  const folder = new URL(".github/workflows/", root);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => ({
      name: `.github/workflows/${file}`,
      text: readFileSync(new URL(file, folder), "utf8"),
    }));
}
