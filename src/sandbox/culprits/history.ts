import { type Candidate, type Change, keyOf } from "../../core/rollback/suspects/candidate.ts";
import type { Territory } from "../../core/rollback/suspects/territory.ts";
import { type ChangeMade, instantAt } from "./change-made.ts";
import { createDice, type Dice } from "./dice.ts";
import { filesOfChange } from "./files-of-change.ts";
import { type CulpritKind, culpritKinds, noiseKinds } from "./kinds.ts";
import { makeOrganization, type Organization, type Repository } from "./organization.ts";
import { type Deploy, deploysOf, liveOf } from "./went-out.ts";

/** What happened before an incident, and what of it was to blame. */
export interface History {
  readonly seed: number;
  readonly kind: CulpritKind;
  /** The culprit's key, as `keyOf` names it. */
  readonly culprit: string;
  readonly startedAt: string;
  readonly territory: Territory;
  /** Everything the search would have seen, in the order of time; some of it came later. */
  readonly candidates: readonly Candidate[];
}

const windowMinutes = 24 * 60;

/** The history of a seed; the same one each time. */
export function makeHistory(seed: number): History {
  const dice = createDice(seed);
  const organization = makeOrganization(dice);
  const kind = kindFor(organization.hit.repository, dice);
  const liveAt = -hurtsAfter(dice) - dice.wait(8);
  const culprit =
    kind === "deployment" ? undefined : makeCulprit(kind, { liveAt, organization, dice });
  const made = [
    ...organization.searched.flatMap((repository) => noiseOf(repository, organization, dice)),
    ...(culprit === undefined ? [] : [culprit]),
  ].sort((a, b) => a.minute - b.minute);
  const candidates = organization.searched.flatMap((repository) =>
    candidatesOf(repository, { made, liveAt, kind, dice }),
  );
  const blamed = candidates.find(({ isCulprit }) => isCulprit);
  if (blamed === undefined) throw new Error(`seed ${seed} has no culprit`);
  return {
    seed,
    kind,
    culprit: keyOf(blamed.candidate),
    startedAt: instantAt(0),
    territory: organization.territory,
    candidates: candidates.map(({ candidate }) => candidate),
  };
}

/** A deployment that GitHub was not told of cannot be found by anybody. */
function kindFor({ deploys }: Pick<Repository, "deploys">, dice: Dice): CulpritKind {
  const kind = dice.weighted(culpritKinds);
  return kind === "deployment" && deploys === "silently" ? kindFor({ deploys }, dice) : kind;
}

/** From going live to the first harm, in minutes: mostly at once, sometimes after hours. */
function hurtsAfter(dice: Dice): number {
  const how = dice.weighted({ atOnce: 60, underLoad: 26, late: 14 });
  if (how === "atOnce") return dice.wait(5);
  return how === "underLoad" ? Math.min(dice.wait(90), 600) : dice.between(180, 1080);
}

interface Making {
  readonly liveAt: number;
  readonly organization: Organization;
  readonly dice: Dice;
}

function makeCulprit(
  kind: Exclude<CulpritKind, "deployment">,
  { liveAt, organization: { hit, services }, dice }: Making,
): ChangeMade {
  const { repository } = hit;
  const neighbors = services.filter(
    (other) => other !== hit && other.repository.name === repository.name,
  );
  const neighbor = neighbors[dice.between(0, Math.max(0, neighbors.length - 1))] ?? hit;
  // Merged so long before it went live.
  const waited = {
    each: dice.wait(6),
    batches: dice.next() * repository.everyMinutes,
    silently: 15,
  };
  return {
    repository,
    minute: Math.max(5 - windowMinutes, liveAt - 1 - waited[repository.deploys]),
    kind: kind === "neighbor" ? "code" : kind,
    folder: kind === "neighbor" ? neighbor.folder : hit.folder,
    isCulprit: true,
  };
}

/** A day's work, and two hours of it after the incident started. */
function noiseOf(
  repository: Repository,
  { services }: Organization,
  dice: Dice,
): readonly ChangeMade[] {
  const here = services.filter((service) => service.repository.name === repository.name);
  const made: ChangeMade[] = [];
  const between = (24 * 60) / repository.changesADay;
  for (
    let minute = -windowMinutes + dice.wait(between);
    minute < 120;
    minute += dice.wait(between)
  ) {
    const folder = here[dice.between(0, here.length - 1)]?.folder ?? "src";
    made.push({ repository, minute, kind: dice.weighted(noiseKinds), folder, isCulprit: false });
  }
  return made;
}

interface Made {
  readonly candidate: Candidate;
  readonly isCulprit: boolean;
}

function candidatesOf(
  repository: Repository,
  given: {
    readonly made: readonly ChangeMade[];
    readonly liveAt: number;
    readonly kind: CulpritKind;
    readonly dice: Dice;
  },
): readonly Made[] {
  const { dice, liveAt, kind } = given;
  const made = given.made.filter((change) => change.repository.name === repository.name);
  const deploys = deploysOf(repository, { made, liveAt, isCulprit: kind === "deployment" }, dice);
  const changes = made.map((change, at): Made => {
    const candidate = changeOf(change, { at, deploys, dice });
    return { candidate, isCulprit: change.isCulprit };
  });
  const others = [...deploymentsOf(repository, deploys, made), ...signsOf(repository, dice)];
  return [...changes, ...others].sort(
    (a, b) => Date.parse(a.candidate.at) - Date.parse(b.candidate.at),
  );
}

function changeOf(
  change: ChangeMade,
  { at, deploys, dice }: { at: number; deploys: readonly Deploy[]; dice: Dice },
): Change {
  const { repository, minute, kind, folder } = change;
  const shared = {
    repository: repository.name,
    at: instantAt(minute),
    title: `${kind} ${at}`,
    live: liveOf(change, deploys),
    files: filesOfChange(kind, folder, dice),
  };
  const sha = (at + 1).toString(16).padStart(40, "0");
  return dice.chance(repository.pushes)
    ? { kind: "push", sha, unreviewed: true, ...shared }
    : { kind: "pull", number: at + 1, sha, ...shared };
}

function deploymentsOf(
  repository: Repository,
  deploys: readonly Deploy[],
  made: readonly ChangeMade[],
): readonly Made[] {
  if (repository.deploys === "silently") return [];
  return deploys.map(({ minute, failed, isCulprit }, at) => {
    const previous = deploys.findLast((other) => other.minute < minute && !other.failed)?.minute;
    const carried = made.filter(
      (change) => change.minute <= minute && change.minute > (previous ?? Number.NEGATIVE_INFINITY),
    );
    return {
      isCulprit,
      candidate: {
        ...{ kind: "deployment", repository: repository.name, at: instantAt(minute), id: at + 1 },
        ...{ sha: "d".repeat(40), ref: "main", environment: "production" },
        outcome: failed ? "failed" : "succeeded",
        carries: failed ? 0 : carried.length,
      },
    };
  });
}

/** Failed workflow runs and releases, which say nothing here. */
function signsOf(repository: Repository, dice: Dice): readonly Made[] {
  const where = { repository: repository.name };
  const runs = Array.from({ length: dice.between(0, 4) }, (_, at): Candidate => {
    const minute = -dice.between(0, windowMinutes);
    return { ...where, kind: "run", at: instantAt(minute), id: at, name: `w${at}`, sha: "" };
  });
  const releases = Array.from({ length: dice.between(0, 2) }, (_, at): Candidate => {
    const minute = -dice.between(0, windowMinutes);
    return { ...where, kind: "release", at: instantAt(minute), tag: `v${at}`, name: "" };
  });
  return [...runs, ...releases].map((candidate) => ({ candidate, isCulprit: false }));
}
