import { z } from "zod";
import { type Authority, authorities } from "../../core/incident/authority.ts";
import type { Address } from "../../reconcile/address.ts";
import type { Clock, People } from "../../reconcile/ports.ts";
import { unlessAbsent } from "./call.ts";
import type { Wire } from "./wire.ts";

type Permission = Awaited<ReturnType<People["permissionOf"]>>;

const cachedForMs = 60_000;
const most = 2000;

/** What somebody may do in a repository, by GitHub's own answer, kept for at most a minute. */
export function permissionReader(wire: Wire, clock: Clock): People["permissionOf"] {
  const cache = new Map<string, { readonly at: number; readonly permission: Permission }>();

  return async (address, login) => {
    const key = `${address.installation}/${address.repository}/${login.toLowerCase()}`;
    const now = clock.now().getTime();
    const kept = cache.get(key);
    // A clock set back must not keep an answer alive.
    if (kept !== undefined && Math.abs(now - kept.at) < cachedForMs) return kept.permission;
    const permission = await askPermission(wire, address, login);
    if (cache.size >= most) cache.clear();
    cache.set(key, { at: now, permission });
    return permission;
  };
}

const permissionAnswer = z.object({
  permission: z.string(),
  role_name: z.string().nullish(),
  user: z.object({ id: z.number() }).nullable(),
});

async function askPermission(wire: Wire, address: Address, login: string): Promise<Permission> {
  const call = wire.inRepository(address, {
    route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
    parameters: { username: login },
    answer: permissionAnswer,
    mayBeAbsent: true,
  });
  const answer = (await unlessAbsent(call, undefined))?.data;
  if (answer?.user === undefined || answer.user === null) return undefined;
  const roleName = answer.role_name ?? answer.permission;
  return { authority: authorityOf(roleName, answer.permission), roleName, id: answer.user.id };
}

/** A custom role counts as what it may do; the config may say otherwise, elsewhere. */
function authorityOf(roleName: string, permission: string): Authority {
  const known = authorities.find((authority) => authority === roleName);
  if (known !== undefined) return known;
  if (permission === "none") return "none";
  return permission === "write" || permission === "admin" ? "write" : "read";
}
