import { type RollbackTarget, targetText } from "../target.ts";
import type { Candidate } from "./candidate.ts";

/** The command that would take a suspect back, as it is typed in a thread of that repository. */
export function rollbackCommand(candidate: Candidate, here: string): string | undefined {
  const target = targetOf(candidate, here);
  return target === undefined ? undefined : `/rollback ${targetText(target)}`;
}

/** A deployment is undone by going back; what was only published or only failed leaves nothing. */
function targetOf(candidate: Candidate, here: string): RollbackTarget | undefined {
  const elsewhere = candidate.repository.toLowerCase() !== here.toLowerCase();
  const repository = elsewhere ? { repository: candidate.repository } : {};
  switch (candidate.kind) {
    case "pull":
      return { kind: "pull", number: candidate.number, ...repository };
    case "push":
      return { kind: "commit", sha: candidate.sha.slice(0, 12), ...repository };
    case "deployment":
      // Alone it would mean the repository of the service that hurts, wherever this one is.
      return {
        kind: "last-good",
        environment: candidate.environment,
        repository: candidate.repository,
      };
    case "release":
    case "run":
      return undefined;
    default:
      return candidate satisfies never;
  }
}
