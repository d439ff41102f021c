import type { Address } from "../../src/reconcile/address.ts";
import { Stop } from "../../src/reconcile/failure.ts";
import { findUnfinished } from "../../src/reconcile/postmortem/unfinished.ts";
import { instantOf } from "../../src/std/instant.ts";
import { addressOfEvent, type EventAddress } from "../event-address.ts";
import { lookAt } from "../look-at.ts";
import { runUntilRest } from "../run-until-rest.ts";
import { Failed, type Running } from "../running.ts";
import { visitEach } from "../visit-each.ts";

/** Looks at the issue of the event, at the one that was asked for, or at all open incidents. */
export async function respond(running: Running): Promise<void> {
  const { inputs, runner, place, world, say } = running;
  const asked = inputs.issue === undefined ? undefined : { issue: inputs.issue, seen: {} };
  const named = asked ?? addressOfEvent(runner.event, world.clock.now());
  if (named === undefined) return sweep(running);
  try {
    await lookAt({ ...place, ...named }, running);
  } catch (failure) {
    if (!(failure instanceof Stop) || failure.reason !== "gone") throw failure;
    if (asked !== undefined) throw notThere(place.name, asked);
    say.info(`${place.name}#${named.issue} is gone: nothing is left to do.`);
  }
}

function notThere(repository: string, { issue }: EventAddress): Failed {
  return new Failed(
    `issue: got ${issue}, which GitHub does not show in ${repository}; expected the number of an ` +
      "issue of this repository, for example issue: 42",
  );
}

/** So long after it was closed an incident is still looked at: its thread goes on working. */
const afterwardsMs = 24 * 60 * 60_000;

/** What just happened has a run of its own, and two of them must not write one incident. */
const busyMs = 2 * 60_000;

/** One incident that cannot be looked at does not hold up the others. */
async function sweep(running: Running): Promise<void> {
  const { place, say } = running;
  const addresses = await runUntilRest(() => placesToLook(running), running);
  say.info(`${place.name}: ${addresses.length} issues to look at.`);
  const failed = await visitEach(addresses, async (address) => {
    await lookAt(address, running);
  });
  if (failed !== undefined) throw failed;
}

/** What goes on, what somebody still owes, what ended a day ago, and words that no run has read. */
async function placesToLook(running: Running): Promise<readonly Address[]> {
  const { place, world } = running;
  const nowhere = { ...place, issue: 0, seen: {} };
  const { config } = await world.settings.read(nowhere);
  const before = (ms: number) => instantOf(new Date(world.clock.now().getTime() - ms));
  const quietSince = before(busyMs);
  const unfinished = await findUnfinished(nowhere, world, quietSince);
  const label = config.labels.incident;
  const closed = await world.host.listIssues(nowhere, {
    ...{ label, state: "closed", since: before(afterwardsMs) },
  });
  const said = (await world.host.listCommentsSince(nowhere, before(afterwardsMs))).filter(
    ({ body, updatedAt }) => updatedAt <= quietSince && hasIncidentCommand(body, config.prefixes),
  );
  const recent = closed.filter(({ updatedAt }) => updatedAt <= quietSince);
  const numbers = [...recent.map(({ number }) => number), ...said.map(({ issue }) => issue)];
  const known = new Map(unfinished.map((address) => [address.issue, address]));
  for (const issue of numbers) {
    const named = said.filter((comment) => comment.issue === issue).map(({ id }) => id);
    const seen = { ...known.get(issue)?.seen, ...(named.length > 0 && { named }) };
    known.set(issue, { ...place, issue, seen });
  }
  return [...known.values()].sort((a, b) => a.issue - b.issue);
}

/** On an issue that is no incident only `/incident …`, or a further word for it, counts. */
function hasIncidentCommand(body: string, prefixes: readonly string[]): boolean {
  return body.split("\n").some((line) => {
    const [, word] = /^\s{0,3}\/([\w-]{1,40})/.exec(line) ?? [];
    return word !== undefined && ["incident", ...prefixes].includes(word.toLowerCase());
  });
}
