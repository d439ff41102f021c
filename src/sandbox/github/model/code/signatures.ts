import type { GitCommit, Signature } from "../../git/commit.ts";
import { accountOf } from "../access.ts";
import type { Account, Actor } from "../records.ts";
import type { World } from "../world.ts";

/** What GitHub calls itself where it writes commits on somebody's behalf. */
const github = { name: "GitHub", email: "noreply@github.com" };

/** The account behind `noreply@github.com`. */
const webFlow: Account = { id: 19_864_447, login: "web-flow", type: "User" };

/** An account's name and private address in a commit, at the world's time unless told. */
export function signatureOf(world: World, account: Account, at = world.now()): Signature {
  const email = `${account.id}+${account.login}@users.noreply.github.com`;
  return { name: account.login, email, ...instant(at) };
}

export function githubSignature(world: World): Signature {
  return { ...github, ...instant(world.now()) };
}

/**
 * Who wrote and who committed something made through the API. GitHub signs what an App makes
 * without naming an author, and puts itself down as the committer.
 */
export function makersOf(
  world: World,
  actor: Actor,
  given: { author?: Signature | undefined; committer?: Signature | undefined } = {},
): { author: Signature; committer: Signature } {
  const self = signatureOf(world, accountOf(world, actor));
  const byApp = actor.installation !== undefined;
  if (!given.author && !given.committer) {
    return { author: self, committer: byApp ? githubSignature(world) : self };
  }
  const author = given.author ?? self;
  return { author, committer: given.committer ?? author };
}

/** Whether GitHub shows the commit as "Verified": only those it made itself are signed here. */
export function isVerified({ committer }: GitCommit): boolean {
  return committer.email === github.email;
}

/** The account a signature belongs to, if any. */
export function accountOfSignature(world: World, { email }: Signature): Account | undefined {
  if (email === github.email) return webFlow;
  const found = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/.exec(email);
  if (!found) return undefined;
  const [, id, login = ""] = found;
  if (id === undefined) return world.accounts.get(login.toLowerCase());
  return world.accounts.values().find((account) => account.id === Number(id));
}

function instant(at: Date): { at: number; zone: string } {
  return { at: Math.floor(at.getTime() / 1000), zone: "+0000" };
}
