import { findService } from "../../config/catalog.ts";
import type { Service } from "../../config/config.ts";
import { ownsPath } from "../../config/path-patterns.ts";
import { type OwnerRule, ruleOf } from "./codeowners.ts";

/** Whose a file is, as seen by an incident that hit some services. */
export interface Territory {
  /** Whether anything is known: else all files weigh the same. */
  readonly known: boolean;
  /** The services of the incident, for reasons. */
  readonly services: readonly string[];
  whose(repository: string, path: string): Whose;
}

export type Whose =
  | { readonly kind: "own"; readonly service: string }
  | { readonly kind: "others" }
  | { readonly kind: "nobodys" };

export interface Known {
  /** Names of the services that are hit. */
  readonly services: readonly string[];
  readonly catalog: readonly Service[];
  /** The repository the incident is in: that of a service that names none. */
  readonly repository: string;
  /** Of that repository, where it was read. */
  readonly codeowners: readonly OwnerRule[];
}

/** What the catalog knows of the services that are hit, and CODEOWNERS of the rest. */
export function territoryOf({ services, catalog, repository, codeowners }: Known): Territory {
  const hit = services.flatMap((name) => findService(catalog, name) ?? []);
  const unlisted = services.filter((name) => findService(catalog, name) === undefined);
  const rules = codeowners.flatMap((rule) => {
    const service = unlisted.find((name) => isAbout(rule, name));
    return service === undefined ? [] : [[rule, service] as const];
  });
  const ruled = new Map(rules);
  const isIn = (service: Service, where: string) =>
    (service.repository ?? repository).toLowerCase() === where.toLowerCase();
  return {
    known: hit.length > 0 || ruled.size > 0,
    services,
    whose(where, path) {
      const there = (service: Service) => isIn(service, where) && owns(service, path);
      const own = hit.find(there);
      if (own !== undefined) return { kind: "own", service: own.name };
      const rule =
        ruled.size > 0 && where.toLowerCase() === repository.toLowerCase()
          ? ruleOf(codeowners, path)
          : undefined;
      const service = rule === undefined ? undefined : ruled.get(rule);
      if (service !== undefined) return { kind: "own", service };
      // While nobody has said which service hurts, no service is another one.
      const isOthers =
        services.length > 0 && catalog.some((other) => other.paths.length > 0 && there(other));
      return { kind: isOthers || isNarrow(rule) ? "others" : "nobodys" };
    },
  };
}

/** Without patterns the whole repository is its own. */
function owns({ paths }: Service, path: string): boolean {
  return paths.length === 0 || ownsPath(paths, path);
}

/** A rule for everything, as many files begin with, gives nobody a part of their own. */
function isNarrow(rule: OwnerRule | undefined): boolean {
  return rule !== undefined && rule.owners.length > 0 && !/^[/*]+$/.test(rule.pattern);
}

/** Whether a rule speaks of a service: in its pattern, or by a team that is called like it. */
function isAbout({ pattern, owners }: OwnerRule, service: string): boolean {
  const name = wordsOf(service);
  if (pattern.split("/").some((part) => holds(wordsOf(part), name))) return true;
  const teams = owners.flatMap((owner) => (owner.includes("@") ? [] : [owner.split("/")[1] ?? ""]));
  return teams.some((team) => {
    const called = wordsOf(team).filter((word) => !/^(?:teams?|owners?|devs?|eng)$/.test(word));
    return holds(called, name) || (called.length > 0 && startsWith(name, called));
  });
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function holds(words: readonly string[], part: readonly string[]): boolean {
  if (part.length === 0) return false;
  return words.some((_, at) => startsWith(words.slice(at), part));
}

function startsWith(words: readonly string[], part: readonly string[]): boolean {
  return part.every((word, at) => words[at] === word);
}
