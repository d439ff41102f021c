import type { Plugin } from "esbuild";
import { builtInRunbooks } from "../src/adapters/runbooks/built-in-runbooks.ts";
import { builtInTemplates } from "../src/adapters/templates/built-in-templates.ts";

/**
 * The bundle has no folder beside it: our templates and runbooks stand in it as text. What reads
 * them from disk is replaced by what it read.
 */
export const embedTexts: Plugin = {
  name: "embed-texts",
  setup(build) {
    build.onLoad({ filter: /[/\\]adapters[/\\]templates[/\\]built-in-templates\.ts$/ }, () =>
      returning("builtInTemplates", builtInTemplates()),
    );
    build.onLoad({ filter: /[/\\]adapters[/\\]runbooks[/\\]built-in-runbooks\.ts$/ }, () =>
      returning("builtInRunbooks", builtInRunbooks()),
    );
  },
};

function returning(name: string, value: unknown) {
  const contents = `export function ${name}() { return ${JSON.stringify(value)}; }`;
  return { contents, loader: "js" as const };
}
