import { type Candidate, isChange, keyOf } from "../../core/rollback/suspects/candidate.ts";
import { rank, tookEffectAt } from "../../core/rollback/suspects/rank.ts";
import { type History, makeHistory } from "../culprits/history.ts";
import type { Figure, Section } from "./figure.ts";

const histories = 400;
/** As many as a search in production looks into. */
const looks = 15;

/** How often the culprit of a made-up history comes first, or among the first three. */
export const rankSuspects: Section = {
  name: "suspects",
  title: `Finding the culprit in ${histories} made-up histories (see src/sandbox/culprits)`,
  async measure() {
    const all = Array.from({ length: histories }, (_, at) => makeHistory(at + 1));
    return [...figuresOf(all), ...splitsOf(all)];
  },
};

type Ranking = (history: History) => readonly string[];

const ours: Ranking = ({ candidates, startedAt, territory }) =>
  rank(asSeen(candidates, startedAt), { startedAt, territory }).map(({ candidate }) =>
    keyOf(candidate),
  );

/** By when it went live, where that is known. */
const latest: Ranking = ({ candidates, startedAt }) =>
  possible(candidates, startedAt)
    .toSorted((a, b) => Date.parse(tookEffectAt(b)) - Date.parse(tookEffectAt(a)))
    .map(keyOf);

const largest: Ranking = ({ candidates, startedAt }) =>
  possible(candidates, startedAt)
    .toSorted((a, b) => linesOf(b) - linesOf(a))
    .map(keyOf);

/** The newest fifteen with their files and outcomes, the others without. */
function asSeen(candidates: readonly Candidate[], startedAt: string): readonly Candidate[] {
  const newest = possible(candidates, startedAt)
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, looks);
  const looked = new Set(newest.map(keyOf));
  return candidates.map((candidate) => {
    if (looked.has(keyOf(candidate))) return candidate;
    if (isChange(candidate)) {
      const { files: _files, ...unseen } = candidate;
      return unseen;
    }
    if (candidate.kind !== "deployment") return candidate;
    const { outcome: _outcome, ...unseen } = candidate;
    return unseen;
  });
}

/** What can be a culprit here, and was there when the incident started. */
function possible(candidates: readonly Candidate[], startedAt: string): readonly Candidate[] {
  return candidates.filter(
    (candidate) =>
      (isChange(candidate) || candidate.kind === "deployment") &&
      Date.parse(candidate.at) <= Date.parse(startedAt),
  );
}

function linesOf(candidate: Candidate): number {
  const files = isChange(candidate) ? (candidate.files ?? []) : [];
  return files.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0);
}

function hits(all: readonly History[], ranking: Ranking, within: number): number {
  const found = all.filter((history) => {
    return ranking(history).slice(0, within).includes(history.culprit);
  });
  return Math.round((1000 * found.length) / all.length) / 10;
}

function figuresOf(all: readonly History[]): readonly Figure[] {
  return [1, 3].map((within): Figure => {
    const [own, recent, large] = [ours, latest, largest].map((one) => hits(all, one, within));
    const best = Math.max(recent ?? 0, large ?? 0);
    return {
      what: `hit@${within} of our ranking`,
      value: own ?? 0,
      unit: "%",
      target: { says: `> ${best} %`, met: (own ?? 0) > best },
      aside: `most recent first ${recent} %, largest first ${large} %`,
    };
  });
}

/** Where it is good and where it is not. */
function splitsOf(all: readonly History[]): readonly Figure[] {
  const parts: readonly (readonly [string, readonly History[]])[] = [
    ["with owners known", all.filter(({ territory }) => territory.known)],
    ["without", all.filter(({ territory }) => !territory.known)],
    ...[...new Set(all.map(({ kind }) => kind))].map(
      (kind) => [`culprit: ${kind}`, all.filter((history) => history.kind === kind)] as const,
    ),
  ];
  return parts.map(([what, some]) => ({
    what: `  hit@3, ${what}`,
    value: hits(some, ours, 3),
    unit: "%",
    aside: `${some.length} histories; hit@1 ${hits(some, ours, 1)} %; most recent first ${hits(some, latest, 3)} %`,
  }));
}
