import { requireRead, roleOf } from "./access.ts";
import type { Actor, Repository, Role } from "./records.ts";
import { notFound } from "./refusal.ts";
import { accountView } from "./view/account.ts";
import type { World } from "./world.ts";

/** The coarse word that GitHub reports beside the exact role. */
const legacy: Record<Role, string> = {
  none: "none",
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

/** `GET …/collaborators/{login}/permission`; bots and unknown logins are "not a user". */
export function readPermission(world: World, actor: Actor, repository: Repository, login: string) {
  requireRead(world, actor, repository, "metadata");
  const account = world.accounts.get(login.toLowerCase());
  if (account?.type !== "User") throw notFound(`${login} is not a user`);
  const role = roleOf(world, repository, login);
  return {
    permission: legacy[role.base],
    user: { ...accountView(world, account), permissions: flags(role.base), role_name: role.name },
    role_name: role.name,
  };
}

function flags(base: Role) {
  const order: Role[] = ["none", "read", "triage", "write", "maintain", "admin"];
  const has = (role: Role) => order.indexOf(base) >= order.indexOf(role);
  return {
    admin: has("admin"),
    maintain: has("maintain"),
    push: has("write"),
    triage: has("triage"),
    pull: has("read"),
  };
}
