import { lintPostmortem } from "../../core/postmortem/lint/lint-postmortem.ts";
import { reviewIn } from "../../core/postmortem/lint/review-marker.ts";
import { renderReview } from "../../core/view/review.ts";
import type { Applying } from "../apply.ts";
import { isOurs } from "../card-seen.ts";
import { addressOfSecond } from "./second-thread.ts";

/** The linter's one comment on the postmortem, edited in place: of the text as it is now. */
export async function writeReview({ observation, incident, world }: Applying): Promise<void> {
  const address = addressOfSecond(observation.address, incident);
  if (address === undefined || incident === undefined) return;
  const { config, templates } = observation.settings;
  const { body: text } = await world.host.readIssue(address);
  const findings = lintPostmortem(text, { rulesOff: config.postmortem.rulesOff, incident });
  const body = renderReview(findings, { templates });
  const before = (await world.host.readComments(address)).find(
    (comment) =>
      reviewIn(comment.body) !== undefined &&
      isOurs(comment.author.login, world.identity, config.identities),
  );
  if (before === undefined) await world.host.createComment(address, body);
  else if (before.body !== body) await world.host.editComment(address, before.id, body);
}
