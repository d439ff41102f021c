import { actionItemIn, postmortemOf } from "../../core/card/markers.ts";
import type { Address } from "../address.ts";
import { isOurs } from "../card-seen.ts";
import type { Observation } from "../observe.ts";
import type { World } from "../world.ts";

/**
 * The incident that an issue of ours belongs to: it is its postmortem, or tracks an action item of
 * it. What had to be seen here has been seen, and must be seen there as well.
 */
export function ownerOf(
  { address, issue, settings }: Observation,
  { identity }: World,
): Address | undefined {
  if (!isOurs(issue.author.login, identity, settings.config.identities)) return undefined;
  const { installation, name, seen } = address;
  const postmortem = postmortemOf(issue.body);
  if (postmortem?.repository === address.repository) {
    const { commentId, updatedAt, edited, deleted, toldAt } = seen;
    const second = {
      ...(commentId !== undefined && { commentId }),
      ...(updatedAt !== undefined && { updatedAt }),
      ...(edited !== undefined && { edited }),
      ...(deleted !== undefined && { deleted }),
      ...(toldAt !== undefined && { toldAt }),
    };
    return { ...address, issue: postmortem.issue, seen: { follow: true, second } };
  }
  const item = actionItemIn(issue.body);
  if (item === undefined) return undefined;
  const { repository, issue: incident } = item;
  // The name is a hint only: where it is another repository's, its id finds the right one.
  return { installation, repository, name, issue: incident, seen: { follow: true } };
}
