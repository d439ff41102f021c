import { declaredFromIn } from "../../src/core/card/markers.ts";
import { readStamp } from "../../src/core/incident/stamp.ts";
import { createOnce, waitIfJustTried } from "../../src/reconcile/attempts.ts";
import { isOurs } from "../../src/reconcile/card-seen.ts";
import { labelDefinition } from "../../src/reconcile/labels.ts";
import type { Issue } from "../../src/reconcile/ports.ts";
import type { Settings } from "../../src/reconcile/settings.ts";
import { type Declaration, readDeclaration } from "../declaration.ts";
import { fingerprintIn } from "../fingerprint.ts";
import { lookAt } from "../look-at.ts";
import { sayReportedAgain } from "../reported-again.ts";
import { runUntilRest } from "../run-until-rest.ts";
import type { Running } from "../running.ts";

/** Opens an incident, or joins the open one that has the same fingerprint. */
export async function declare(running: Running): Promise<void> {
  const { inputs, place, world, say } = running;
  const nowhere = { ...place, issue: 0, seen: {} };
  const settings = await runUntilRest(() => world.settings.read(nowhere), running);
  const declaration = readDeclaration(running, settings);
  if (inputs.dryRun) return tellPlan(running, { declaration, settings });
  for (const problem of declaration.problems) say.warn(`Left out, ${problem}`);
  const { issue, joined } = await runUntilRest(
    () => findOrOpen(running, { declaration, settings }),
    running,
  );
  say.output("number", issue.number);
  say.output("url", issue.url);
  say.output("joined", joined);
  say.info(`${joined ? "Joined" : "Opened"} ${issue.url}`);
  await lookAt({ ...place, issue: issue.number, seen: {} }, running);
}

interface Declaring {
  readonly declaration: Declaration;
  readonly settings: Settings;
}

interface Declared {
  readonly issue: Issue;
  readonly joined: boolean;
}

async function findOrOpen(running: Running, declaring: Declaring): Promise<Declared> {
  const found = await findOpen(running, declaring);
  if (found === undefined) return { issue: await open(running, declaring), joined: false };
  const run = readStamp(declaredFromIn(found.body)?.stamp ?? "");
  // A run that is run again, or whose answer was lost, finds what it opened itself.
  const joined = !(run.kind === "t" && run.id === running.runner.runId);
  if (joined) {
    await sayReportedAgain(running, { issue: found.number, settings: declaring.settings });
  }
  return { issue: found, joined };
}

/** Of several the oldest, so that all join the same one. */
async function findOpen(
  { place, world }: Running,
  { declaration, settings }: Declaring,
): Promise<Issue | undefined> {
  const { labels, identities } = settings.config;
  const nowhere = { ...place, issue: 0, seen: {} };
  const issues = await world.host.listIssues(nowhere, { label: labels.incident, state: "open" });
  return issues.findLast(
    ({ author, body }) =>
      isOurs(author.login, world.identity, identities) &&
      fingerprintIn(body) === declaration.fingerprint,
  );
}

async function open({ place, world }: Running, declaring: Declaring): Promise<Issue> {
  const { declaration, settings } = declaring;
  const { title, body, fingerprint } = declaration;
  const nowhere = { ...place, issue: 0, seen: {} };
  const label = settings.config.labels.incident;
  const given = { key: `${place.repository}`, what: `declared:${fingerprint}`, world };
  await waitIfJustTried(given.key, given.what, world);
  await world.host.ensureLabel(nowhere, labelDefinition(label, settings));
  const issue = { title, body, labels: [label] };
  return createOnce(() => world.host.openIssue(nowhere, issue), given);
}

async function tellPlan(running: Running, declaring: Declaring): Promise<void> {
  const found = await findOpen(running, declaring);
  const { title, body } = declaring.declaration;
  running.say.info(
    found === undefined
      ? `This would open "${title}":\n${body}`
      : `This would join ${found.url}, which is open and has the same fingerprint.`,
  );
}
