import { readFileSync } from "node:fs";
import { type TemplateName, templateNames } from "../../../src/core/config/template-names.ts";
import type { Templates } from "../../../src/core/view/templates.ts";

/** The templates as they are shipped. */
export const templates: Templates = Object.fromEntries(
  templateNames.map((name) => [
    name,
    readFileSync(new URL(`../../../templates/${name}.mustache`, import.meta.url), "utf8"),
  ]),
) as Record<TemplateName, string>;
