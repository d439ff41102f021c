import type { Live } from "../../core/rollback/suspects/candidate.ts";
import { type ChangeMade, instantAt } from "./change-made.ts";
import type { Dice } from "./dice.ts";
import type { Repository } from "./organization.ts";

export interface Deploy {
  readonly minute: number;
  readonly failed: boolean;
  readonly isCulprit: boolean;
}

/** Not so many deployments fail; one that carries the culprit did not. */
const failing = 0.05;

/** When a repository was deployed: after each change, or now and then; GitHub may not be told. */
export function deploysOf(
  repository: Repository,
  given: {
    readonly made: readonly ChangeMade[];
    readonly liveAt: number;
    /** A deployment itself is to blame. */
    readonly isCulprit: boolean;
  },
  dice: Dice,
): readonly Deploy[] {
  const { made, liveAt, isCulprit } = given;
  const usual =
    repository.deploys === "batches"
      ? batches(repository.everyMinutes, liveAt)
      : made.map((change) => (change.isCulprit ? liveAt : change.minute + 1 + dice.wait(6)));
  const minutes = [...new Set(isCulprit ? [...usual, liveAt] : usual)].sort((a, b) => a - b);
  return minutes.map((minute) => ({
    minute,
    failed: minute !== liveAt && dice.chance(failing),
    isCulprit: isCulprit && minute === liveAt,
  }));
}

function batches(every: number, liveAt: number): readonly number[] {
  const first = -24 * 60 - every;
  const before = Math.floor((liveAt - first) / every);
  const after = Math.max(0, Math.floor((120 - liveAt) / every));
  return Array.from({ length: before + after + 1 }, (_, at) => liveAt + (at - before) * every);
}

/** What deployments tell of a change when the incident starts. */
export function liveOf({ repository, minute }: ChangeMade, deploys: readonly Deploy[]): Live {
  if (repository.deploys === "silently") return { state: "unknown" };
  const environment = "production";
  const carrier = deploys.find((deploy) => deploy.minute >= minute && !deploy.failed);
  return carrier === undefined || carrier.minute > 0
    ? { state: "not-deployed", environment }
    : { state: "deployed", environment, at: instantAt(carrier.minute) };
}
