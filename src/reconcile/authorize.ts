import type { Authority } from "../core/incident/authority.ts";
import type { Asked, Command } from "../core/incident/commands.ts";
import { compareStamps, type Stamp } from "../core/incident/stamp.ts";
import type { Address } from "./address.ts";
import { isIgnored } from "./card-seen.ts";
import type { Person } from "./ports.ts";
import type { Settings } from "./settings.ts";
import type { World } from "./world.ts";

/** A command before GitHub was asked what its author may do. */
export interface Unauthorized<C extends Command = Command> {
  readonly command: C;
  readonly verb: string;
  readonly by: Person;
  readonly stamp: Stamp;
  readonly gesture?: string;
  readonly warnings?: readonly string[];
  /** The issue it was said on, where that is not the incident's own. */
  readonly on?: number;
}

/** Looks up each author once and puts the commands into their order. */
export async function authorize(
  commands: readonly Unauthorized[],
  given: { readonly address: Address; readonly settings: Settings; readonly world: World },
): Promise<readonly Asked[]> {
  const people = new Map(commands.map(({ by }) => [accountOf(by), by]));
  const authorities = new Map<string, Authority>();
  for (const [account, person] of people) {
    authorities.set(account, await authorityOf(person, given));
  }
  return commands
    .map((command) => ({
      ...command,
      by: command.by.login,
      authority: authorities.get(accountOf(command.by)) ?? "none",
    }))
    .sort((a, b) => compareStamps(a.stamp, b.stamp));
}

function accountOf({ login, id }: Person): string {
  return `${id}:${login}`;
}

/**
 * What the permission endpoint says of exactly this account: a login that changed hands in between
 * has another id. Bots that config lists may triage.
 */
export async function authorityOf(
  person: Person,
  { address, settings, world }: { address: Address; settings: Settings; world: World },
): Promise<Authority> {
  if (person.bot) {
    return isIgnored(person, settings.config) ? "none" : "triage";
  }
  const permission = await world.host.permissionOf(address, person.login);
  if (permission === undefined) return "none";
  if (person.id !== 0 && permission.id !== person.id) return "none";
  return settings.config.roleNames.get(permission.roleName) ?? permission.authority;
}
