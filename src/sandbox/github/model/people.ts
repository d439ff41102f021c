import type { Account, Organization, Role } from "./records.ts";
import { nextId, type World } from "./world.ts";

export function addAccount(world: World, login: string, type: Account["type"] = "User"): Account {
  if (world.accounts.has(login.toLowerCase())) throw new Error(`There already is a ${login}.`);
  const account = { id: nextId(world, "account"), login, type };
  world.accounts.set(login.toLowerCase(), account);
  return account;
}

export function addOrganization(
  world: World,
  login: string,
  options: { basePermission?: Role; customRoles?: Record<string, Role> } = {},
): Organization {
  const organization: Organization = {
    account: addAccount(world, login, "Organization"),
    members: new Map(),
    basePermission: options.basePermission ?? "read",
    customRoles: new Map(Object.entries(options.customRoles ?? {})),
  };
  world.organizations.set(login.toLowerCase(), organization);
  return organization;
}

export function addMember(
  world: World,
  organization: string,
  login: string,
  member: { role?: "admin" | "member"; public?: boolean } = {},
): void {
  const found = world.organizations.get(organization.toLowerCase());
  if (!found) throw new Error(`There is no organization ${organization}.`);
  found.members.set(login.toLowerCase(), {
    role: member.role ?? "member",
    public: member.public ?? false,
  });
}

/** Renames a person; everything they wrote shows the new login, as on GitHub. */
export function renameAccount(world: World, from: string, to: string): void {
  const account = world.accounts.get(from.toLowerCase());
  if (!account) throw new Error(`There is no ${from}.`);
  world.accounts.delete(from.toLowerCase());
  world.accounts.set(to.toLowerCase(), account);
  for (const repository of world.repositories.values()) {
    moveKey(repository.collaborators, from.toLowerCase(), to.toLowerCase());
  }
  for (const { members } of world.organizations.values()) {
    moveKey(members, from.toLowerCase(), to.toLowerCase());
  }
  account.login = to;
}

function moveKey<T>(map: Map<string, T>, from: string, to: string): void {
  const value = map.get(from);
  if (value === undefined) return;
  map.delete(from);
  map.set(to, value);
}
