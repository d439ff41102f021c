import type { Finding } from "../src/core/postmortem/lint/finding.ts";
import { reviewIn } from "../src/core/postmortem/lint/review-marker.ts";
import { renderReview } from "../src/core/view/review.ts";
import { type Address, keyOf } from "../src/reconcile/address.ts";
import { createOnce, waitIfJustTried } from "../src/reconcile/attempts.ts";
import { isOurs } from "../src/reconcile/card-seen.ts";
import type { Settings } from "../src/reconcile/settings.ts";
import type { World } from "../src/reconcile/world.ts";

/** The linter's one comment on a postmortem, edited in place: the same that looks write. */
export async function reviewOnce(
  address: Address,
  findings: readonly Finding[],
  { world, settings }: { world: World; settings: Settings },
): Promise<void> {
  const body = renderReview(findings, settings);
  const earlier = (await world.host.readComments(address)).find(
    (comment) =>
      reviewIn(comment.body) !== undefined &&
      isOurs(comment.author.login, world.identity, settings.config.identities),
  );
  if (earlier?.body === body) return;
  if (earlier !== undefined) {
    await world.host.editComment(address, earlier.id, body);
    return;
  }
  const given = { key: keyOf(address), what: "review", world };
  await waitIfJustTried(given.key, given.what, world);
  await createOnce(() => world.host.createComment(address, body), given);
}
