import type { Instant } from "../../incident/stamp.ts";
import { becauseOf } from "./because.ts";
import { type Candidate, isChange, keyOf } from "./candidate.ts";
import { factorsOf, type Judged, scoreOf } from "./factors.ts";
import { judgeFiles } from "./files-changed.ts";
import type { Suspect } from "./suspect.ts";
import type { Territory } from "./territory.ts";

/** The candidates that were there when the incident started, the one most worth a look first. */
export function rank(
  candidates: readonly Candidate[],
  context: { readonly startedAt: Instant; readonly territory: Territory },
): readonly Suspect[] {
  const startedAt = Date.parse(context.startedAt);
  return candidates
    .filter((candidate) => Date.parse(candidate.at) <= startedAt)
    .map((candidate) => suspectOf(candidate, { startedAt, territory: context.territory }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        Date.parse(b.candidate.at) - Date.parse(a.candidate.at) ||
        (keyOf(a.candidate) < keyOf(b.candidate) ? -1 : 1),
    );
}

/** When it took effect: what a deployment carried, with the deployment. */
export function tookEffectAt(candidate: Candidate): Instant {
  return isChange(candidate) && candidate.live.state === "deployed"
    ? candidate.live.at
    : candidate.at;
}

function suspectOf(
  candidate: Candidate,
  { startedAt, territory }: { readonly startedAt: number; readonly territory: Territory },
): Suspect {
  const files = isChange(candidate) ? candidate.files : undefined;
  const judged: Judged = {
    candidate,
    changed: files === undefined ? undefined : judgeFiles(files, candidate.repository, territory),
    territory,
    beforeMs: Math.max(0, startedAt - Date.parse(tookEffectAt(candidate))),
  };
  const factors = factorsOf(judged);
  return { candidate, score: scoreOf(factors), factors, because: becauseOf(judged, factors) };
}
