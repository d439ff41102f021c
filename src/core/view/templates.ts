import { type TemplateName, templateNames } from "../config/template-names.ts";
import { checkTemplate, type TemplateProblem } from "./render.ts";

export type Templates = Readonly<Record<TemplateName, string>>;

/** Puts a repository's own templates over ours; one that is broken leaves ours in place. */
export function completeTemplates(
  builtIn: Templates,
  own: Readonly<Partial<Record<TemplateName, string>>>,
): { readonly templates: Templates; readonly problems: readonly TemplateProblem[] } {
  const templates = { ...builtIn };
  const problems: TemplateProblem[] = [];
  for (const name of templateNames) {
    const text = own[name];
    if (text === undefined) continue;
    const problem = checkTemplate({ name, text, builtIn: builtIn[name] });
    if (problem === undefined) templates[name] = text;
    else problems.push(problem);
  }
  return { templates, problems };
}
