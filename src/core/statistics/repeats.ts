import { declaredAtOf, type ReadIncident } from "./counted-incident.ts";

/** The same service was hit again within thirty days; whether by the same cause nobody knows. */
export interface Repeat {
  readonly service: string;
  /** Those that came again and, first, the one each run of them began with; oldest first. */
  readonly incidents: readonly number[];
}

export const repeatDays = 30;

/**
 * Which services were hit again: an incident repeats the one declared before it on the same service
 * when at most thirty days lie between. Earlier incidents may be given to be repeated.
 */
export function repeatsOf(
  incidents: readonly ReadIncident[],
  isInPeriod: (incident: ReadIncident) => boolean,
): readonly Repeat[] {
  const oldestFirst = incidents.toSorted((a, b) => atOf(a) - atOf(b) || a.number - b.number);
  return [...byService(oldestFirst)]
    .map(([, hits]) => ({ service: hits.name, incidents: repeatedIn(hits.all, isInPeriod) }))
    .filter((repeat) => repeat.incidents.length > 0)
    .sort((a, b) => b.incidents.length - a.incidents.length || (a.service < b.service ? -1 : 1));
}

export interface Hits {
  /** As it was written first. */
  readonly name: string;
  readonly all: readonly ReadIncident[];
}

/** The incidents of each service, in the order given; spelling in capitals makes no other one. */
export function byService(incidents: readonly ReadIncident[]): ReadonlyMap<string, Hits> {
  const services = new Map<string, Hits>();
  for (const incident of incidents) {
    for (const name of incident.summary.services) {
      const key = name.toLowerCase();
      const { name: first, all } = services.get(key) ?? { name, all: [] };
      if (all.at(-1) !== incident) services.set(key, { name: first, all: [...all, incident] });
    }
  }
  return services;
}

function repeatedIn(
  hits: readonly ReadIncident[],
  isInPeriod: (incident: ReadIncident) => boolean,
): readonly number[] {
  const pairs = hits.flatMap((hit, index) => {
    const before = hits[index - 1];
    const isRepeat =
      before !== undefined && isInPeriod(hit) && atOf(hit) - atOf(before) <= repeatMs;
    return isRepeat ? [before.number, hit.number] : [];
  });
  return [...new Set(pairs)];
}

const repeatMs = repeatDays * 86_400_000;

function atOf(incident: ReadIncident): number {
  return Date.parse(declaredAtOf(incident));
}
