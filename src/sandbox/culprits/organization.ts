import type { Service } from "../../core/config/config.ts";
import { type Territory, territoryOf } from "../../core/rollback/suspects/territory.ts";
import type { Dice } from "./dice.ts";

export interface Organization {
  readonly repositories: readonly Repository[];
  readonly services: readonly ServiceMade[];
  /** What is hit. */
  readonly hit: ServiceMade;
  /** What the incident's config and CODEOWNERS tell. */
  readonly territory: Territory;
  /** The repositories that a search would look at. */
  readonly searched: readonly Repository[];
}

export interface Repository {
  readonly name: string;
  readonly deploys: "each" | "batches" | "silently";
  /** Between batches. */
  readonly everyMinutes: number;
  readonly changesADay: number;
  readonly pushes: number;
}

export interface ServiceMade {
  readonly name: string;
  readonly repository: Repository;
  /** Its folder in the repository. */
  readonly folder: string;
}

const words = ["api", "web", "search", "mail", "billing", "login"] as const;

/** Three to six services in one to three repositories, one of them in trouble. */
export function makeOrganization(dice: Dice): Organization {
  const repositories = Array.from({ length: dice.between(1, 3) }, (_, at) =>
    makeRepository(`octo/r${at}`, dice),
  );
  const [first, ...rest] = repositories;
  if (first === undefined) throw new Error("an organization has a repository");
  const services = words.slice(0, dice.between(3, 6)).map((name): ServiceMade => {
    const repository = dice.pick([first, ...rest]);
    return { name, repository, folder: `services/${name}` };
  });
  const [one, ...others] = services;
  if (one === undefined) throw new Error("an organization has a service");
  const hit = dice.pick([one, ...others]);
  const known = dice.weighted({ paths: 60, repository: 15, nothing: 25 });
  const catalog = known === "nothing" ? [] : services.map((each) => listed(each, known));
  const named = known === "nothing" && dice.chance(0.5) ? [] : [hit.name];
  return {
    repositories,
    services,
    hit,
    territory: territoryOf({
      services: named,
      catalog,
      repository: hit.repository.name,
      codeowners: [],
    }),
    searched: [hit.repository],
  };
}

function makeRepository(name: string, dice: Dice): Repository {
  return {
    name,
    deploys: dice.weighted({ each: 40, batches: 35, silently: 25 }),
    everyMinutes: dice.between(90, 400),
    changesADay: dice.between(5, 40),
    pushes: dice.chance(0.3) ? 0.3 : 0.03,
  };
}

function listed({ name, repository, folder }: ServiceMade, known: "paths" | "repository"): Service {
  return {
    name,
    description: undefined,
    owners: [],
    repository: repository.name,
    paths: known === "paths" ? [`/${folder}/`] : [],
    environments: ["production"],
    deploy: undefined,
    rollback: undefined,
    staging: undefined,
    verify: [],
  };
}
