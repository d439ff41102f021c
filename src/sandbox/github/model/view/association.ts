import type { Account, Repository } from "../records.ts";
import type { World } from "../world.ts";

/**
 * The author's standing as GitHub shows it to an App: private members of an organization look like
 * strangers, which is why nothing may be allowed because of it.
 */
export function associationOf(world: World, repository: Repository, author: Account): string {
  const login = author.login.toLowerCase();
  if (author.id === repository.owner.id) return "OWNER";
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  if (organization?.members.get(login)?.public) return "MEMBER";
  return repository.collaborators.has(login) ? "COLLABORATOR" : "NONE";
}
