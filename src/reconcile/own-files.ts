import { isRunbookPath } from "./runbooks/runbook-reader.ts";
import { configPath, isTemplatePath } from "./settings.ts";

/** Whether what lies at this path of a repository is ours to read: config, template or runbook. */
export function isOwnFile(path: string): boolean {
  return path === configPath || isTemplatePath(path) || isRunbookPath(path);
}
