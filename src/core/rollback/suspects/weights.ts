import type { PathRisk } from "../path-risk.ts";

/**
 * Every number of the ranking, with its reason. A score is the product of five factors; only its
 * order means something. None of the numbers was fitted to data: they are judgments, chosen so
 * that no single factor can silence all others, and `npm run bench` shows what they are worth.
 */
export const weights = {
  /** Whose files a change touches. Without any knowledge of owners all weigh the same. */
  ownership: {
    unknown: 1,
    /** One of several files is the service's: what else is in the change may be the point of it. */
    ownLeast: 0.7,
    /** All of them are. */
    ownMost: 1,
    /** Nobody's, but a lock file, a pipeline or settings at the root reach every service. */
    shared: 0.5,
    /** Nobody's code: libraries are used by everybody, most of them by others. */
    nobodys: 0.3,
    /** Another service's: it can still break this one, by what it calls. */
    others: 0.15,
    /** Not looked into: between its own and nobody's. */
    unseen: 0.5,
    /** Deployments, releases and runs touch no file; they are of the right repository. */
    whole: 0.7,
  },
  recency: {
    /**
     * After so many minutes a change weighs half, after three times that a quarter: a hyperbola,
     * since what surfaces late (a cache, a nightly job, slow leaks) surfaces at any time.
     */
    halfAfterMinutes: 60,
  },
  size: {
    /** One line is enough to break everything: size says little, so it moves little. */
    least: 0.6,
    most: 1,
    /** From here on more lines say nothing more. Those of lock files do not count. */
    fullAtLines: 1000,
    /** Not looked into, or nothing but lock files: about what a change of thirty lines has. */
    unseen: 0.8,
  },
  /** The riskiest file counts, once. */
  risk: {
    /** Data changes with the code, locks tables, and does not come back with a revert. */
    migration: 1.6,
    /** Takes effect everywhere at once, and is tested least. */
    configuration: 1.5,
    /** The same; made to change behavior, often without a deployment. */
    "feature-flag": 1.5,
    /** Limits, routes and resources; seldom the same on staging. */
    infrastructure: 1.4,
    /** Code that nobody here reviewed; most bumps are harmless. */
    "lock-file": 1.2,
    /** Changes how things are shipped, not what runs. */
    workflow: 1.1,
    none: 1,
    /** Prose, pictures and tests only: they run nowhere. */
    harmless: 0.1,
    /** A deployment that failed may have left half of itself behind. */
    failedDeployment: 1.4,
  } satisfies Record<PathRisk | "none" | "harmless" | "failedDeployment", number>,
  /** What it is, and whether it was live at all. */
  standing: {
    /** It went live before the incident. */
    deployed: 1,
    /** The repository has no deployments that would tell. */
    unknown: 0.9,
    /** Others went live and it did not: only what takes effect without deploying is left. */
    notDeployed: 0.25,
    /** Nobody reviewed it on GitHub. */
    push: 1.1,
    /** A deployment without a listed change: settings, secrets or an old state went live. */
    deploymentAlone: 1,
    /** Its changes are candidates themselves, and one of them is more exact. */
    deploymentCarrying: 0.5,
    /** Publishing is not deploying, though for some it is. */
    release: 0.4,
    /** Mostly a symptom: what fails to build does not go live. */
    run: 0.3,
  },
} as const;
