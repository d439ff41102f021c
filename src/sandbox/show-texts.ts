import { readFileSync } from "node:fs";
import { type TemplateName, templateNames } from "../core/config/template-names.ts";
import type { Templates } from "../core/view/templates.ts";
import { followUpTexts } from "./sample-follow-up-texts.ts";
import { sampleTexts } from "./sample-texts.ts";

/** Prints every text the bot writes, with sample data: `node src/sandbox/show-texts.ts [title]`. */
const [, , wanted] = process.argv;
const templates = Object.fromEntries(
  templateNames.map((name) => [name, readFileSync(fileOf(name), "utf8")]),
) as Record<TemplateName, string> satisfies Templates;
for (const [title, text] of [...sampleTexts(templates), ...followUpTexts(templates)]) {
  if (wanted !== undefined && !title.startsWith(wanted)) continue;
  console.log(`\n━━━━━━━━ ${title} (${text.length}) ━━━━━━━━\n\n${text}`);
}

function fileOf(name: TemplateName): URL {
  return new URL(`../../templates/${name}.mustache`, import.meta.url);
}
