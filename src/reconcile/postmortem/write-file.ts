import type { Incident } from "../../core/incident/incident.ts";
import type { PullSeen } from "../../core/rollback/history.ts";
import { postmortemPath, renderPostmortemFile } from "../../core/view/postmortem-file.ts";
import { type Address, keyOf } from "../address.ts";
import { createOnce } from "../attempts.ts";
import { Stop } from "../failure.ts";
import { observe } from "../observe.ts";
import { placeOf } from "../place-of.ts";
import type { World } from "../world.ts";

export interface PostmortemFile {
  /** Where it lies, from the root of the repository. */
  readonly path: string;
  /** Markdown. */
  readonly text: string;
  readonly incident: Incident;
}

/** The postmortem of an incident as a Markdown file, made from what its card holds now. */
export async function readPostmortemFile(
  address: Address,
  world: World,
  path?: string,
): Promise<PostmortemFile> {
  const observation = await observe(address, world);
  const { card, settings, issue } = observation;
  if (card.kind !== "card") {
    throw new Stop(
      "refused",
      `${address.name}#${address.issue} is no incident with a card of ours`,
    );
  }
  const { incident } = card.record;
  const { config, templates } = settings;
  const date = (incident.milestones.declaredAt ?? issue.createdAt).slice(0, 10);
  const named = { number: issue.number, title: issue.title, date };
  return {
    path: path ?? postmortemPath(config.postmortem.folder, named),
    text: renderPostmortemFile({
      ...{ incident, config, templates, place: placeOf(observation, world) },
      ...{ title: issue.title, repositoryId: address.repository },
    }),
    incident,
  };
}

/** The branch of the pull request that commits the postmortem of an incident. */
function branchOfPostmortem(issue: number): string {
  return `allclear/postmortem-${issue}`;
}

/**
 * Proposes the file by a pull request. Found again by its branch: while that is there, what people
 * have made of the file stands, and nothing is written a second time.
 */
export async function proposePostmortemFile(
  address: Address,
  { path, text }: Pick<PostmortemFile, "path" | "text">,
  world: World,
): Promise<PullSeen> {
  const { host } = world;
  const branch = branchOfPostmortem(address.issue);
  const known = await host.pullsOfBranch(address, branch);
  const [first] = known;
  if (first !== undefined) return first;
  const repository = await host.readRepository(address);
  if (repository === undefined) throw new Stop("gone", `${address.name} is not to be seen`);
  const base = await host.readBranch(address, repository.defaultBranch);
  if (base === undefined) {
    throw new Stop("refused", `${address.name} has no branch ${repository.defaultBranch} yet`);
  }
  const entry = { path, mode: "100644", type: "blob" as const, content: text };
  const tree = await host.createTree(address, { base: base.head.tree, entries: [entry] });
  const title = `Add the postmortem of incident #${address.issue}`;
  const message = `${title}\n`;
  const commit = await host.createCommit(address, { tree, parents: [base.head.sha], message });
  await host.createBranch(address, branch, commit);
  const body = `The postmortem of incident #${address.issue}, to be read, completed and merged.`;
  const pull = { title, body, head: branch, base: repository.defaultBranch, draft: false };
  const once = { key: keyOf(address), what: "postmortem-file", world };
  return createOnce(() => host.openPull(address, pull), once);
}
