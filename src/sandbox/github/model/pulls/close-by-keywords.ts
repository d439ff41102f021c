import { newestFirst } from "../../git/history.ts";
import { fullName } from "../lookup.ts";
import type { Actor, Repository } from "../records.ts";
import { closeIssue } from "../update-issue.ts";
import type { World } from "../world.ts";

const keyword =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+(\S*?)(?:#|\/issues\/|GH-)(\d+)\b/gi;

/** Closes the issues that commits which came to the default branch promise to close. */
export function closeByKeywords(
  world: World,
  actor: Actor,
  repository: Repository,
  { before, after }: { before: string | undefined; after: string },
): void {
  for (const { message, sha } of newestFirst(repository.git, after, before).reverse()) {
    closeNamed(world, actor, repository, { text: message, commit: sha });
  }
}

/** Closes the open issues of this repository that a text names after a closing keyword. */
export function closeNamed(
  world: World,
  actor: Actor,
  repository: Repository,
  { text, commit }: { text: string; commit?: string },
): void {
  for (const [, where = "", number] of text.matchAll(keyword)) {
    const own = [fullName(repository), `${world.links.html}/${fullName(repository)}`];
    if (where !== "" && !own.includes(where)) continue;
    const issue = repository.issues.get(Number(number));
    if (!issue || issue.state === "closed" || issue.isPullRequest) continue;
    closeIssue(world, actor, { repository, issue }, { commit });
  }
}
