import type { Account, Comment, Issue, Repository } from "./records.ts";
import { notFound } from "./refusal.ts";
import type { World } from "./world.ts";

/** A repository by id, or by `owner/name` in any case. */
export function findRepository(world: World, nameOrId: string | number): Repository {
  const wanted = typeof nameOrId === "string" ? nameOrId.toLowerCase() : nameOrId;
  if (typeof wanted === "number") {
    const repository = world.repositories.get(wanted);
    if (!repository) throw notFound();
    return repository;
  }
  for (const repository of world.repositories.values()) {
    if (fullName(repository).toLowerCase() === wanted) return repository;
  }
  throw notFound();
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** The repository that used to have this name, if it was renamed. */
export function formerly(world: World, name: string): Repository | undefined {
  return [...world.repositories.values()].find((one) =>
    one.formerNames.includes(name.toLowerCase()),
  );
}

export function findIssue(repository: Repository, number: number): Issue {
  const issue = repository.issues.get(number);
  if (!issue) throw notFound();
  return issue;
}

export function findComment(
  world: World,
  repository: Repository,
  id: number,
): { issue: Issue; comment: Comment } {
  const found = world.comments.get(id);
  if (!found || found.repository.id !== repository.id) throw notFound();
  return found;
}

export function findAccount(world: World, login: string): Account {
  const account = world.accounts.get(login.toLowerCase());
  if (!account) throw notFound();
  return account;
}
