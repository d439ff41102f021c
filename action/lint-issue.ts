import { cardNamedIn } from "../src/core/card/markers.ts";
import type { Incident } from "../src/core/incident/incident.ts";
import { lintPostmortem } from "../src/core/postmortem/lint/lint-postmortem.ts";
import { renderReview } from "../src/core/view/review.ts";
import type { Address } from "../src/reconcile/address.ts";
import { hasLabel } from "../src/reconcile/own-labels.ts";
import { type Linting, linesOf } from "./linting.ts";
import { lookAt } from "./look-at.ts";
import { reviewOnce } from "./review-once.ts";
import { runUntilRest } from "./run-until-rest.ts";
import { Failed } from "./running.ts";

/** Also where a look would keep quiet: a text that nobody has touched, or that people opened. */
export async function lintIssue(asked: number, { running, settings }: Linting): Promise<void> {
  const { place, world, inputs, say } = running;
  const { incident } = await lookAt({ ...place, issue: asked, seen: {} }, running);
  const number = await postmortemMeant(asked, { incident, linting: { running, settings } });
  const address: Address = { ...place, issue: number, seen: {} };
  const { body } = await runUntilRest(() => world.host.readIssue(address), running);
  const { rulesOff } = settings.config.postmortem;
  const findings = lintPostmortem(body, { rulesOff, ...(incident && { incident }) });
  if (!inputs.dryRun) {
    await runUntilRest(() => reviewOnce(address, findings, { world, settings }), running);
  }
  say.output("findings", findings.length);
  say.info(linesOf({ what: `#${number}`, findings }));
  await say.summary(`## The postmortem in #${number}\n\n${renderReview(findings, settings)}\n`);
}

/** The number of an incident means its postmortem. A look at other issues may find one, too. */
async function postmortemMeant(
  asked: number,
  { incident, linting }: { incident: Incident | undefined; linting: Linting },
): Promise<number> {
  const { running, settings } = linting;
  const { labels } = settings.config;
  const address: Address = { ...running.place, issue: asked, seen: {} };
  const issue = await runUntilRest(() => running.world.host.readIssue(address), running);
  const written = incident?.postmortem?.issue?.number;
  if (written === asked || hasLabel(issue, labels.postmortem)) return asked;
  if (cardNamedIn(issue.body, address) === undefined && !hasLabel(issue, labels.incident)) {
    throw new Failed(
      `issue: got ${asked}, which is neither a postmortem nor an incident; expected an issue ` +
        `with the label ${labels.postmortem}, or the incident it is of`,
    );
  }
  if (written !== undefined) return written;
  throw new Failed(
    `issue: got ${asked}, an incident without a postmortem; expected one that has it`,
  );
}
