import type { Incident } from "../../core/incident/incident.ts";
import type { Mitigation } from "../../core/incident/mitigation.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import type { RollbackFinding } from "../../core/rollback/plan.ts";
import { type RollbackTarget, targetText } from "../../core/rollback/target.ts";
import type { Enquiring } from "../enquire.ts";
import { Stop } from "../failure.ts";
import type { Place } from "../repository-port.ts";
import { assessRollback } from "./assess.ts";
import { findPlace } from "./find-place.ts";
import type { Attempt } from "./request.ts";

export interface RollbackAsked {
  readonly target: RollbackTarget;
  readonly by: string;
  /** When it was asked for. */
  readonly at: Instant;
  readonly write: "trial" | "full";
}

/** Finds the repository that is meant, asks whether they may write there, and tries it. */
export async function enquireRollback(
  asked: RollbackAsked,
  enquiring: Enquiring,
): Promise<RollbackFinding> {
  try {
    return await tryRollback(asked, enquiring);
  } catch (failure) {
    // Whatever may not be read here must not stop the rest of the thread.
    if (!(failure instanceof Stop)) throw failure;
    const why = failure.reason === "gone" ? "no-such-repository" : "no-permission";
    return { kind: "impossible", target: targetText(asked.target), why, detail: failure.message };
  }
}

async function tryRollback(
  asked: RollbackAsked,
  { observation, incident, world }: Enquiring,
): Promise<RollbackFinding> {
  const { target, by, write } = asked;
  const { address, issue, settings } = observation;
  const found = await findPlace({ target, by }, { observation, incident, world });
  if (found.kind === "impossible") return { target: targetText(target), ...found };
  await world.mayTry?.();
  if (isAgain(asked.at, world)) await sweepScratch(found.place, { observation, world });
  const { startedAt, declaredAt = issue.createdAt } = incident.milestones;
  const { scratchPrefix } = settings.config.rollback;
  return assessRollback(
    {
      place: found.place,
      target,
      incident: {
        repository: address.repository,
        issue: address.issue,
        url: issue.url,
        declaredAt,
        ...(startedAt !== undefined && { startedAt }),
      },
      attempts: attemptsOf(incident),
      environment: found.environment,
      scratchPrefix,
      write,
    },
    world,
  );
}

/** A look this long after the command may be its second one, after one that died. */
const secondLookMs = 20_000;

function isAgain(at: Instant, { clock }: Enquiring["world"]): boolean {
  return clock.now().getTime() - Date.parse(at) > secondLookMs;
}

/** Takes away the branches on which an earlier look tried merges for this incident, and died. */
async function sweepScratch(
  place: Place,
  { observation, world }: Pick<Enquiring, "observation" | "world">,
): Promise<void> {
  const { address, settings } = observation;
  const { scratchPrefix } = settings.config.rollback;
  const prefix = `${scratchPrefix}${address.repository}-${address.issue}-`;
  try {
    for (const branch of await world.host.listBranches(place, prefix)) {
      await world.host.deleteBranch(place, branch);
    }
  } catch (failure) {
    // Whoever may not take it away could not have left it there.
    if (!(failure instanceof Stop)) throw failure;
  }
}

function attemptsOf({ mitigations = [] }: Incident): readonly Attempt[] {
  return mitigations.flatMap((one) => {
    if (one.kind !== "rollback" || one.pull === undefined) return [];
    const { number: pull, url } = one.pull;
    const { repository, branch } = one;
    return [{ repository, branch, pull, url, state: stateOf(one) }];
  });
}

function stateOf({ state }: Mitigation): Attempt["state"] {
  if (state === "closed") return "closed";
  return state === "draft" || state === "open" ? "open" : "merged";
}
