import { readFileSync } from "node:fs";
import { type TemplateName, templateNames } from "../../core/config/template-names.ts";
import type { Templates } from "../../core/view/templates.ts";

/** This folder hides where our own texts lie: in `templates/` beside the sources. */
export function builtInTemplates(): Templates {
  const texts = templateNames.map((name) => [name, readTemplate(name)]);
  return Object.fromEntries(texts) as Record<TemplateName, string>;
}

function readTemplate(name: TemplateName): string {
  return readFileSync(new URL(`../../../templates/${name}.mustache`, import.meta.url), "utf8");
}
