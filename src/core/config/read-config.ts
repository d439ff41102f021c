import { completeConfig } from "./complete-config.ts";
import type { Config } from "./config.ts";
import { type Fault, faultsOfIssues, problemsOf } from "./file-problems.ts";
import type { Problem } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import { fileSchema } from "./schema.ts";

export type ReadConfig =
  | { readonly config: Config; readonly problems: readonly [] }
  | { readonly config?: undefined; readonly problems: readonly Problem[] };

/** Reads `.github/allclear.yml`: a whole config, or everything that is wrong and where. */
export function readConfig(text: string): ReadConfig {
  // Editors on Windows may put a byte order mark first; it would shift every column.
  const content = text.startsWith("\ufeff") ? text.slice(1) : text;
  const document = readYaml(content);
  if ("problem" in document) return { problems: [document.problem] };
  const refused = (faults: readonly Fault[]) => ({
    problems: problemsOf(content, document, faults),
  });
  const parsed = fileSchema.safeParse(document.value);
  if (!parsed.success) return refused(faultsOfIssues(parsed.error.issues));
  const { config, faults } = completeConfig(parsed.data);
  return faults.length > 0 ? refused(faults) : { config, problems: [] };
}
